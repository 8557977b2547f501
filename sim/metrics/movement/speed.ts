/** Speeds along a path of (x, y) pairs [m], sampled `rate` times a second. */
import type { ReadonlyVec } from "../../../plant/vec.ts";

/** Tangential speed [m/s] at each sample, by central differences. */
export function speedOf(path: ReadonlyVec, rate: number): Float64Array {
  const samples = path.length / 2;
  return Float64Array.from({ length: samples }, (_, i) => {
    const before = Math.max(0, i - 1);
    const after = Math.min(samples - 1, i + 1);
    if (after === before) return 0;
    const dx = path[2 * after] - path[2 * before];
    const dy = path[2 * after + 1] - path[2 * before + 1];
    return (Math.hypot(dx, dy) * rate) / (after - before);
  });
}

/** Part of its peak above which the hand counts as moving. */
const MOVING = 0.05;
/** Less than this long below that part is no end [s]. */
const STILL = 0.1;

/**
 * First and last sample of a movement: from where the speed first exceeds 5 % of its peak until it has
 * fallen below that for 100 ms.
 */
export function segment(speed: ReadonlyVec, rate: number): readonly [from: number, to: number] {
  let peak = 0;
  for (let i = 0; i < speed.length; i++) peak = Math.max(peak, speed[i]);
  let from = 0;
  while (from < speed.length - 1 && !(speed[from] > MOVING * peak)) from++;
  const patience = Math.round(STILL * rate);
  let to = from;
  for (let i = from; i < speed.length && i - to <= patience; i++) {
    if (speed[i] > MOVING * peak) to = i;
  }
  return [from, to];
}

/** Sub-movements closer than this count as one [s]. */
const APART = 0.15;
/** Part of the highest peak that a sub-movement must reach. */
const NOTABLE = 0.1;

/** How many sub-movements a speed profile shows: maxima above 10 % of the peak, 150 ms apart. */
export function velocityPeaks(speed: ReadonlyVec, rate: number): number {
  let peak = 0;
  for (let i = 0; i < speed.length; i++) peak = Math.max(peak, speed[i]);
  const maxima: number[] = [];
  for (let i = 1; i < speed.length - 1; i++) {
    const isMaximum = speed[i] > speed[i - 1] && speed[i] >= speed[i + 1];
    if (isMaximum && speed[i] > NOTABLE * peak) maxima.push(i);
  }
  // The highest first; those too near to one that is taken are part of it.
  const taken: number[] = [];
  for (const i of maxima.toSorted((a, b) => speed[b] - speed[a])) {
    if (taken.every((other) => Math.abs(other - i) >= APART * rate)) taken.push(i);
  }
  return taken.length;
}
