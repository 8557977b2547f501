/**
 * What a drawn spiral shows (Pullman 1998, Mov Disord 13 Suppl 3:85): how evenly the radius grows with
 * the angle. Angles are unwound from turn to turn about the spiral's centre.
 */
import type { ReadonlyVec } from "../../../plant/vec.ts";
import { amplitudes, paddedSize } from "./spectrum.ts";
import { speedOf } from "./speed.ts";

export interface SpiralMeasures {
  /** Mean |dr/dθ| [m/rad], and its unevenness: the root mean square of what is left of r after a line. */
  readonly growth: number;
  readonly unevenness: number;
  /** Mean |dr/dt| [m/s]. */
  readonly radialSpeed: number;
  /** Mean |d²r/dθ²| [m/rad²], over steps of a tenth of a turn. */
  readonly secondOrder: number;
  /** Area under the amplitude spectrum of the speed about its mean, 1–12 Hz [m/s · Hz]. */
  readonly speedSpectrumArea: number;
}

/** Steps of the angle [rad]. */
const STEP = (2 * Math.PI) / 10;

export function spiralMeasures(
  path: ReadonlyVec,
  centre: readonly [number, number],
  rate: number,
): SpiralMeasures {
  const samples = path.length / 2;
  const r = new Float64Array(samples);
  const theta = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const [dx, dy] = [path[2 * i] - centre[0], path[2 * i + 1] - centre[1]];
    r[i] = Math.hypot(dx, dy);
    const angle = Math.atan2(dy, dx);
    const before = i === 0 ? angle : theta[i - 1];
    theta[i] = angle + 2 * Math.PI * Math.round((before - angle) / (2 * Math.PI));
  }
  const turned = theta[samples - 1] - theta[0];
  const steps = Math.floor(Math.abs(turned) / STEP);
  const radii = Array.from({ length: steps + 1 }, (_, k) =>
    radiusAt(r, theta, theta[0] + Math.sign(turned) * k * STEP),
  );
  let growth = 0;
  let secondOrder = 0;
  for (let k = 1; k < radii.length; k++) growth += Math.abs(radii[k] - radii[k - 1]) / STEP / steps;
  for (let k = 1; k < radii.length - 1; k++) {
    secondOrder += Math.abs(radii[k + 1] - 2 * radii[k] + radii[k - 1]) / STEP ** 2 / (steps - 1);
  }
  let radialSpeed = 0;
  for (let i = 1; i < samples; i++) {
    radialSpeed += (Math.abs(r[i] - r[i - 1]) * rate) / (samples - 1);
  }
  return {
    growth,
    unevenness: aboutLine(r, theta),
    radialSpeed,
    secondOrder,
    speedSpectrumArea: spectrumArea(speedOf(path, rate), rate),
  };
}

/** The radius where the spiral first reaches an angle. */
function radiusAt(r: ReadonlyVec, theta: ReadonlyVec, angle: number): number {
  const up = theta[theta.length - 1] > theta[0] ? 1 : -1;
  let i = 1;
  while (i < r.length - 1 && up * theta[i] < up * angle) i++;
  const span = theta[i] - theta[i - 1];
  const part = span === 0 ? 0 : Math.min(1, Math.max(0, (angle - theta[i - 1]) / span));
  return r[i - 1] + part * (r[i] - r[i - 1]);
}

/** Root mean square of r about its line over θ, by least squares. */
function aboutLine(r: ReadonlyVec, theta: ReadonlyVec): number {
  const n = r.length;
  let [mt, mr] = [0, 0];
  for (let i = 0; i < n; i++) {
    mt += theta[i] / n;
    mr += r[i] / n;
  }
  let [tt, tr, rr] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    tt += (theta[i] - mt) ** 2;
    tr += (theta[i] - mt) * (r[i] - mr);
    rr += (r[i] - mr) ** 2;
  }
  return Math.sqrt(Math.max(0, rr - tr ** 2 / tt) / n);
}

function spectrumArea(speed: Float64Array, rate: number): number {
  const mean = speed.reduce((sum, v) => sum + v, 0) / speed.length;
  const size = paddedSize(speed.length, 1);
  const spectrum = amplitudes(
    speed.map((v) => v - mean),
    size,
  );
  const step = rate / size;
  let area = 0;
  for (let k = Math.ceil(1 / step); k * step <= 12 && k < spectrum.length; k++) {
    area += ((2 * spectrum[k]) / speed.length) * step;
  }
  return area;
}
