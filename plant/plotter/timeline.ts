/**
 * A job as something that can be looked up: where the pen should be at any moment near the one being played.
 *
 * Setpoints are worked out as they are wanted and interpolated; a second of them is kept, no more, so that
 * a long job costs no memory.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";

/** What is wanted at one moment of a job. Borrowed from whoever yields it. */
export interface TimedSetpoint {
  /** [s] since the beginning of the job. */
  readonly time: number;
  /** Joint angles [rad]. */
  readonly q: ReadonlyVec;
  /** Where the tip of the pen is to be [m]. */
  readonly pen: ReadonlyVec;
  /** 0 on the paper, 1 lifted. */
  readonly height: number;
}

/** Width of a moment: q (2), pen (2), height. */
export const MOMENT = 5;

export interface Timeline {
  /** Time of the last setpoint, once the job has been read so far; Infinity before. */
  readonly end: number;
  /**
   * out [5] ← angles, place and height at `time`. Times may go back by what has not been forgotten, and
   * forward for ever; after the end the last setpoint holds.
   */
  read(out: Vec, time: number): void;
  /** Lets go of what was before `time`. */
  forget(time: number): void;
}

/** Throws if there is no setpoint at all. */
export function makeTimeline(setpoints: Iterable<TimedSetpoint>): Timeline {
  const source = setpoints[Symbol.iterator]();
  const times: number[] = [];
  let moments: Float64Array[] = [];
  let end = Number.POSITIVE_INFINITY;

  const pull = (): boolean => {
    if (end !== Number.POSITIVE_INFINITY) return false;
    const next = source.next();
    if (next.done) {
      if (times.length === 0) throw new RangeError("expected at least one setpoint, found none");
      end = times[times.length - 1];
      return false;
    }
    const { time, q, pen, height } = next.value;
    times.push(time);
    moments.push(Float64Array.of(q[0], q[1], pen[0], pen[1], height));
    return true;
  };
  pull();

  return {
    get end() {
      return end;
    },

    read(out, time) {
      while (times[times.length - 1] <= time && pull()) {}
      let after = times.length - 1;
      while (after > 0 && times[after - 1] > time) after--;
      const before = Math.max(0, after - 1);
      const span = times[after] - times[before];
      const part = span > 0 ? Math.min(1, Math.max(0, (time - times[before]) / span)) : 1;
      for (let i = 0; i < MOMENT; i++) {
        out[i] = moments[before][i] + part * (moments[after][i] - moments[before][i]);
      }
    },

    forget(time) {
      let gone = 0;
      while (gone + 1 < times.length && times[gone + 1] < time) gone++;
      if (gone < 50) return;
      times.splice(0, gone);
      moments = moments.slice(gone);
    },
  };
}
