/**
 * What was thought a while ago: rows of numbers with their times, kept for as long as senses can be
 * late, and interpolated to the very instant that a sample reports (Miall et al. 1993, J Mot Behav
 * 25:203, call this the delay model).
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";

/** Nothing is interpolated across a pause longer than this, as when the cerebellum was off [s]. */
const PAUSE = 0.05;

/** All methods are real-time safe. */
export interface Trace {
  /** Remembers `row` [width] as thought at `now`; times must grow. */
  push(now: number, row: ReadonlyVec): void;
  /** row [width] ← what was thought at `time`. False, and nothing written, where that is not known. */
  recall(row: Vec, time: number): boolean;
  /** How far entry `i` moved between the two rows that were recalled last. */
  change(i: number): number;
}

/** Remembers the last `capacity` rows of `width` numbers. */
export function makeTrace(width: number, capacity: number): Trace {
  const times = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
  const rows = new Float64Array(capacity * width);
  let newest = 0;
  let before = 0;
  let after = 0;

  /** What was thought just now, as senses without delay ask. A function of its own: it is seldom asked. */
  const recallNewest = (row: Vec, time: number): boolean => {
    if (times[newest] !== time) return false;
    before = newest;
    after = newest;
    for (let i = 0, k = newest * width; i < width; i++, k++) row[i] = rows[k];
    return true;
  };

  return {
    push(now, row) {
      newest = (newest + 1) % capacity;
      times[newest] = now;
      for (let i = 0, k = newest * width; i < width; i++, k++) rows[k] = row[i];
    },

    recall(row, time) {
      // The last row not after `time`, and the one that followed it.
      let back = 0;
      while (back < capacity && times[(newest - back + capacity) % capacity] > time) back++;
      if (back === 0) return recallNewest(row, time);
      if (back >= capacity) return false;
      before = (newest - back + capacity) % capacity;
      after = (before + 1) % capacity;
      const gap = times[after] - times[before];
      if (gap > PAUSE) return false;
      const part = (time - times[before]) / gap;
      for (let i = 0; i < width; i++) {
        const earlier = rows[before * width + i];
        row[i] = earlier + part * (rows[after * width + i] - earlier);
      }
      return true;
    },

    change: (i) => rows[after * width + i] - rows[before * width + i],
  };
}
