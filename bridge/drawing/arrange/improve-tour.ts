/**
 * Shortens the way through the air by turning stretches of the tour around (2-opt, Croes 1958).
 *
 *   … a ─► [b … c] ─► d …    becomes    … a ─► [c … b] ─► d …    where  |ac| + |bd| < |ab| + |cd|
 *
 * A stroke that is turned around is drawn from its other end, so strokes are turned with the tour. Only
 * partners near a or d are tried: for an improvement, |ac| < |ab| or |bd| < |cd|. The work is bounded by
 * a number of steps and not by the clock, so that the same drawing always gives the same plan.
 */
import Flatbush from "flatbush";
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { endAt, endCount, otherEnd, strokeOf } from "./stroke-ends.ts";

/** Ends near an end that are tried. */
const NEIGHBOURS = 8;
/** Entries of the tour that may be moved, and partners that may be tried, in all. */
const STEPS_MAX = 30_000_000;
const PASSES_MAX = 12;
/** Less is no improvement, and rounding may go round in circles [m]. */
const GAIN_MIN = 1e-9;

/** Changes `tour`, the ends at which strokes are entered, for a pen that begins and ends at `home`. */
export function improveTour(
  tour: number[],
  strokes: readonly Stroke[],
  home: readonly [number, number],
): void {
  if (tour.length < 2) return;
  const [xs, ys] = coordinates(strokes);
  const near = neighbours(xs, ys);
  const position = new Int32Array(strokes.length);
  tour.forEach((entry, i) => {
    position[strokeOf(entry)] = i;
  });
  let steps = 0;

  const between = (a: number | undefined, b: number | undefined): number => {
    const [ax, ay] = a === undefined ? home : [xs[a] ?? 0, ys[a] ?? 0];
    const [bx, by] = b === undefined ? home : [xs[b] ?? 0, ys[b] ?? 0];
    return Math.hypot(ax - bx, ay - by);
  };
  /** The end at which the pen enters, and leaves, at a place of the tour; undefined at home. */
  const entryAt = (i: number): number | undefined => tour[i];
  const exitAt = (i: number): number | undefined => {
    const entry = tour[i];
    return entry === undefined ? undefined : otherEnd(entry);
  };

  const turnAround = (from: number, to: number): void => {
    for (let i = from, j = to; i <= j; i++, j--) {
      const [a = 0, b = 0] = [tour[i], tour[j]];
      tour[i] = otherEnd(b);
      tour[j] = otherEnd(a);
      position[strokeOf(b)] = i;
      position[strokeOf(a)] = j;
    }
    steps += to - from + 1;
  };

  const gain = (from: number, to: number): number =>
    between(exitAt(from - 1), entryAt(from)) +
    between(exitAt(to), entryAt(to + 1)) -
    between(exitAt(from - 1), exitAt(to)) -
    between(entryAt(from), entryAt(to + 1));

  const tryTurning = (from: number, to: number): boolean => {
    steps++;
    if (from > to || gain(from, to) <= GAIN_MIN) return false;
    turnAround(from, to);
    return true;
  };

  const improveAt = (i: number): boolean => {
    const before = exitAt(i - 1);
    const entry = entryAt(i);
    if (entry === undefined) return false;
    // a = before: it would rather go on to an end that the pen now leaves by.
    for (const c of before === undefined ? [] : neighboursOf(near, before)) {
      const j = position[strokeOf(c)] ?? 0;
      if (exitAt(j) === c && j >= i && tryTurning(i, j)) return true;
    }
    // d = entry: it would rather be come to from an end that the pen now enters by.
    for (const b of neighboursOf(near, entry)) {
      const j = position[strokeOf(b)] ?? 0;
      if (entryAt(j) === b && j < i && tryTurning(j, i - 1)) return true;
    }
    return false;
  };

  for (let pass = 0, improved = true; improved && pass < PASSES_MAX; pass++) {
    improved = false;
    // Home has no neighbours in the list; the stretches that touch it are tried here.
    for (let i = 0; i < tour.length && steps < STEPS_MAX; i++) {
      if (improveAt(i) || tryTurning(0, i) || tryTurning(i, tour.length - 1)) improved = true;
    }
    if (steps >= STEPS_MAX) return;
  }
}

function coordinates(strokes: readonly Stroke[]): [Float64Array, Float64Array] {
  const count = endCount(strokes);
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  for (let end = 0; end < count; end++) [xs[end], ys[end]] = endAt(strokes, end);
  return [xs, ys];
}

/** NEIGHBOURS ends for each end, the nearest first; −1 where there are fewer. */
function neighbours(xs: Float64Array, ys: Float64Array): Int32Array {
  const index = new Flatbush(xs.length);
  xs.forEach((x, end) => {
    index.add(x, ys[end] ?? 0);
  });
  index.finish();
  const near = new Int32Array(NEIGHBOURS * xs.length).fill(-1);
  xs.forEach((x, end) => {
    const isOther = (other: number): boolean => strokeOf(other) !== strokeOf(end);
    near.set(index.neighbors(x, ys[end] ?? 0, NEIGHBOURS, Infinity, isOther), NEIGHBOURS * end);
  });
  return near;
}

const neighboursOf = (near: Int32Array, end: number): Int32Array => {
  const all = near.subarray(NEIGHBOURS * end, NEIGHBOURS * (end + 1));
  const missing = all.indexOf(-1);
  return missing < 0 ? all : all.subarray(0, missing);
};
