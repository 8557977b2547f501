/**
 * In which order, and from which end, strokes are drawn, so that the pen travels little in the air.
 *
 * First always on to the nearest free end (with a spatial index, made anew whenever half of it is used
 * up); then the tour is improved (improve-tour.ts).
 */
import Flatbush from "flatbush";
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { reversed } from "../../../plant/plotter/stroke.ts";
import { improveTour } from "./improve-tour.ts";
import { endAt, isStart, otherEnd, strokeOf } from "./stroke-ends.ts";
import { Tour } from "./tour.ts";

/** The strokes in order, for a pen that comes from `from`, and where it leaves off. */
export function orderStrokes(
  strokes: readonly Stroke[],
  from: readonly [number, number],
): Stroke[] {
  const tour = nearestFirst(strokes, from);
  improveTour(new Tour(tour, strokes, from));
  return tour.map((entry) => {
    const stroke = strokes[strokeOf(entry)] ?? new Float64Array();
    return isStart(entry) ? stroke : reversed(stroke);
  });
}

/** The strokes as the ends at which the pen enters them. */
function nearestFirst(strokes: readonly Stroke[], from: readonly [number, number]): number[] {
  const used = new Uint8Array(strokes.length);
  let free = strokes.map((_, i) => i);
  let left = free.length;
  let index = indexOf(strokes, free);
  let [x, y] = from;
  const tour: number[] = [];
  while (left > 0) {
    if (left < free.length / 2) {
      free = free.filter((i) => !used[i]);
      index = indexOf(strokes, free);
    }
    const strokeAt = (k: number): number => free[k >> 1] ?? 0;
    const [nearest = 0] = index.neighbors(x, y, 1, Infinity, (k) => !used[strokeAt(k)]);
    const entry = 2 * strokeAt(nearest) + (nearest & 1);
    used[strokeOf(entry)] = 1;
    left--;
    tour.push(entry);
    [x, y] = endAt(strokes, otherEnd(entry));
  }
  return tour;
}

function indexOf(strokes: readonly Stroke[], which: readonly number[]): Flatbush {
  const index = new Flatbush(Math.max(1, 2 * which.length));
  for (const i of which) {
    index.add(...endAt(strokes, 2 * i));
    index.add(...endAt(strokes, 2 * i + 1));
  }
  if (which.length === 0) index.add(0, 0);
  index.finish();
  return index;
}
