/**
 * In which order, and from which end, strokes are drawn, so that the pen travels little in the air.
 *
 * First always on to the nearest free end; then the tour is improved (improve-tour.ts).
 */
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { reversed } from "../../../plant/plotter/stroke.ts";
import { FreeEnds } from "./free-ends.ts";
import { improveTour } from "./improve-tour.ts";
import { endAt, isStart, otherEnd, strokeOf } from "./stroke-ends.ts";
import { Tour } from "./tour.ts";

/** The strokes in order, for a pen that comes from `from`, and where it leaves off. */
export function orderStrokes(
  strokes: readonly Stroke[],
  from: readonly [number, number],
): Stroke[] {
  if (strokes.length === 0) return [];
  const tour = nearestFirst(strokes, from);
  improveTour(new Tour(tour, strokes, from));
  return tour.map((entry) => {
    const stroke = strokes[strokeOf(entry)] ?? new Float64Array();
    return isStart(entry) ? stroke : reversed(stroke);
  });
}

/** The strokes as the ends at which the pen enters them. */
function nearestFirst(strokes: readonly Stroke[], from: readonly [number, number]): number[] {
  const free = new FreeEnds(strokes);
  const tour: number[] = [];
  let [x, y] = from;
  while (tour.length < strokes.length) {
    const [entry = 0] = free.near(x, y, 1);
    free.take(strokeOf(entry));
    tour.push(entry);
    [x, y] = endAt(strokes, otherEnd(entry));
  }
  return tour;
}
