/**
 * What was true a while ago: a ring of samples with their times, read by interpolation, so that a
 * delay need be no multiple of any period and may change at any moment.
 */
import type { ReadonlyVec, Vec } from "../plant/vec.ts";

export interface DelayLine {
  /**
   * Remembers `sample` [width] as true at `time` [s], [1]; times must not go back. Real-time safe: it
   * comes more than once a tick, and a plain number might be boxed on its way.
   */
  push(time: ReadonlyVec, sample: ReadonlyVec): void;
  /**
   * out [width] ← what was true at `time`. Before the oldest sample the oldest, after the newest the
   * newest. Real-time safe.
   */
  read(out: Vec, time: number): void;
}

/** A line that remembers the last `capacity` samples of `width` numbers. */
export function makeDelayLine(width: number, capacity: number): DelayLine {
  const times = new Float64Array(capacity);
  const samples = new Float64Array(capacity * width);
  let count = 0;
  let newest = -1;

  /** Ring position of the sample `back` places before the newest. */
  const slot = (back: number): number => (newest - back + capacity) % capacity;

  return {
    push(time, sample) {
      newest = (newest + 1) % capacity;
      count = Math.min(count + 1, capacity);
      times[newest] = time[0];
      for (let i = 0; i < width; i++) samples[newest * width + i] = sample[i];
    },

    read(out, time) {
      // The younger of the two neighbours, found by halving: times fall as `back` grows.
      let low = 0;
      let high = count - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (times[slot(middle)] <= time) high = middle;
        else low = middle + 1;
      }
      const older = slot(low);
      const younger = slot(Math.max(0, low - 1));
      const span = times[younger] - times[older];
      const part = span > 0 ? Math.min(1, Math.max(0, (time - times[older]) / span)) : 0;
      for (let i = 0; i < width; i++) {
        const before = samples[older * width + i];
        out[i] = before + part * (samples[younger * width + i] - before);
      }
    },
  };
}
