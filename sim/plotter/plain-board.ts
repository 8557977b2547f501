/**
 * A board without a firmware: what StandardFirmata does to set-points and senses, and nothing of how. A
 * hundred times faster than the emulated one, for experiments with many drawings; a test holds the two
 * against each other.
 *
 * - pulses are whole microseconds, 50 a second, one servo after the other
 * - potentiometers are converted to ten bits every 10 ms, and heard a sample later
 */
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { Vec } from "../../plant/vec.ts";
import type { Rig } from "./rig.ts";

export interface PlainBoard {
  /** [s] */
  now(): number;
  /** Sets the pulses of the joints [2] and of the pen [µs]. */
  write(pulses: Vec, pen: number): void;
  /** q [2] ← angles by the potentiometers [rad]; false where there are none. */
  angles(q: Vec): boolean;
  /** Lets a hundredth of a second pass; `see` is called after every millisecond with those since. */
  advance(see?: (since: number) => void): void;
  readonly rig: Rig;
}

/** [ms] */
const FRAME = 20;
const SAMPLE = 10;

export function makePlainBoard(config: PlotterConfig, rig: Rig): PlainBoard {
  const [first, second] = config.joints;
  // In the order in which the machine attaches them.
  const outputs = [
    { ...config.pen, width: config.pen.up },
    { ...second, width: second.centrePulse },
    { ...first, width: first.centrePulse },
  ].map((output) => ({ ...output, latched: output.width }));
  const heard = Float64Array.of(Number.NaN, Number.NaN);
  const sampled = Float64Array.of(Number.NaN, Number.NaN);
  let ms = 0;
  let written = false;

  const clamp = ({ min, max }: { min: number; max: number }, width: number): number =>
    Math.round(Math.min(max, Math.max(min, width)));

  const pulseAt = (phase: number): void => {
    let ends = 0;
    for (const output of outputs) {
      if (phase === 0) output.latched = output.width;
      ends += output.latched / 1000;
      if (phase < ends && phase + 1 >= ends) rig.pulse(output.pin, output.latched);
    }
  };

  return {
    rig,
    now: () => ms / 1000,
    write(pulses, pen) {
      written = true;
      outputs[0].width = clamp(config.pen.limits, pen);
      outputs[1].width = clamp(second.limits, pulses[1]);
      outputs[2].width = clamp(first.limits, pulses[0]);
    },
    angles(q) {
      q.set(heard);
      return !Number.isNaN(heard[0] + heard[1]);
    },
    advance(see) {
      for (let since = 1; since <= SAMPLE; since++) {
        if (written) pulseAt(ms % FRAME);
        rig.advance(0.001);
        ms++;
        see?.(since / 1000);
      }
      heard.set(sampled);
      for (const [i, { centre, pot }] of config.joints.entries()) {
        if (!pot) continue;
        const counts = Math.min(1023, Math.max(0, Math.round(rig.reading(pot.channel))));
        sampled[i] = centre + (counts - pot.centre) / pot.gain;
      }
    },
  };
}
