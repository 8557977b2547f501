/**
 * Tremor: the power of the hand's velocity across the way to the target. The speed would not do: it
 * has no sign, so that a tremor at 4 Hz shows in it at 8 Hz.
 *
 * One window under a Hann taper, power spectral density by the periodogram. The resolution is that of
 * the taper, 1.5 bins of 1/T: two peaks closer than that are one, and a peak is known no better.
 */
import type { ReadonlyVec } from "../../../plant/vec.ts";
import { amplitudes, paddedSize } from "./spectrum.ts";

type Point = readonly [x: number, y: number];
type Band = readonly [low: number, high: number];

/** Where cerebellar tremor lies, and where any would [Hz]. */
const CEREBELLAR: Band = [3, 5];
const ANY: Band = [2, 12];
const PADDING = 3;
/** Equivalent noise bandwidth of the Hann taper, in bins. */
const TAPER = 1.5;

export interface Tremor {
  /** Mean square of the velocity across, 3–5 Hz and 2–12 Hz [m²/s²]. */
  readonly power: number;
  readonly total: number;
  /** Where in 2–12 Hz the density is highest [Hz]; NaN of a window too short to tell. */
  readonly peakHz: number;
  /** [Hz] */
  readonly resolutionHz: number;
}

/** Of `path` [(x, y) pairs, m], across the way from `start` to `target`. */
export function tremor(path: ReadonlyVec, start: Point, target: Point, rate: number): Tremor {
  const across = velocityAcross(path, start, target, rate);
  const samples = across.length;
  const resolutionHz = (TAPER * rate) / samples;
  if (samples < 4) return { power: 0, total: 0, peakHz: Number.NaN, resolutionHz };
  let mean = 0;
  for (const v of across) mean += v / samples;
  let weight = 0;
  const tapered = across.map((v, i) => {
    const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples);
    weight += w * w;
    return w * (v - mean);
  });
  const size = paddedSize(samples, PADDING);
  // One-sided: all but the first and the last stand for two frequencies.
  const density = amplitudes(tapered, size).map((a) => (2 * a * a) / (rate * weight));
  const step = rate / size;
  const within = ([low, high]: Band): number => {
    let power = 0;
    for (let k = Math.ceil(low / step); k * step < high && k < density.length; k++) {
      power += density[k] * step;
    }
    return power;
  };
  let peak = Math.ceil(ANY[0] / step);
  for (let k = peak; k * step <= ANY[1] && k < density.length; k++) {
    if (density[k] > density[peak]) peak = k;
  }
  const total = within(ANY);
  return {
    power: within(CEREBELLAR),
    total,
    peakHz: resolutionHz > ANY[0] || !(total > 0) ? Number.NaN : peak * step,
    resolutionHz,
  };
}

/**
 * How much more the hand trembles near the target than on its way: mean power in 3–5 Hz over the last
 * fifth of the movement and the rest after it, over that of the transport before. Both windows are
 * short, so the bands are blurred by their resolution; the ratio says whether tremor grows, not how much
 * there is of it.
 */
export function intentionTremorRatio(
  path: ReadonlyVec,
  movement: number,
  start: Point,
  target: Point,
  rate: number,
): number {
  const split = 2 * Math.round(0.8 * movement);
  const transport = Float64Array.from({ length: split }, (_, k) => path[k]);
  const arrival = Float64Array.from({ length: path.length - split }, (_, k) => path[split + k]);
  return tremor(arrival, start, target, rate).power / tremor(transport, start, target, rate).power;
}

function velocityAcross(
  path: ReadonlyVec,
  start: Point,
  target: Point,
  rate: number,
): Float64Array {
  const [dx, dy] = [target[0] - start[0], target[1] - start[1]];
  const length = Math.hypot(dx, dy);
  const samples = Math.max(0, path.length / 2 - 1);
  return Float64Array.from({ length: samples }, (_, i) => {
    const vx = path[2 * i + 2] - path[2 * i];
    const vy = path[2 * i + 3] - path[2 * i + 1];
    return ((dx * vy - dy * vx) / length) * rate;
  });
}
