/**
 * Joins strokes that end where others begin, so that the pen need not be lifted.
 *
 * Where several meet, the pen goes on as straight as it can. Every stroke ends up in exactly one chain.
 */
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { reversed } from "../../../plant/plotter/stroke.ts";
import { FreeEnds } from "./free-ends.ts";
import { endAt, isStart, otherEnd, strokeOf } from "./stroke-ends.ts";

/** Strokes that meet in one point and are looked at. */
const MEETING = 16;

/** The strokes, with those joined that come within `tolerance` of each other [m]. */
export function mergeStrokes(strokes: readonly Stroke[], tolerance: number): Stroke[] {
  if (strokes.length < 2) return [...strokes];
  const free = new FreeEnds(strokes);

  /** The free end nearest to straight ahead of an end that is being extended, or undefined. */
  const following = (end: number): number | undefined => {
    const [x, y] = endAt(strokes, end);
    const near = free.near(x, y, MEETING, tolerance);
    const [outX, outY] = directionInto(strokes, end);
    let best: number | undefined;
    let straightest = -Infinity;
    for (const other of near) {
      const [inX, inY] = directionInto(strokes, other);
      const straight = -(outX * inX + outY * inY);
      if (straight > straightest) [best, straightest] = [other, straight];
    }
    return best;
  };

  /** The strokes that follow from an end on, each as the end at which the pen enters it. */
  const chainFrom = (start: number): number[] => {
    const chain: number[] = [];
    for (let end = following(start); end !== undefined; end = following(otherEnd(end))) {
      free.take(strokeOf(end));
      chain.push(end);
    }
    return chain;
  };

  const merged: Stroke[] = [];
  for (let i = 0; i < strokes.length; i++) {
    if (!free.isFree(i)) continue;
    free.take(i);
    const after = chainFrom(2 * i + 1);
    const before = chainFrom(2 * i)
      .map(otherEnd)
      .reverse();
    const parts = [...before, 2 * i, ...after].map((entry) => {
      const stroke = strokes[strokeOf(entry)] ?? new Float64Array();
      return isStart(entry) ? stroke : reversed(stroke);
    });
    merged.push(parts.length === 1 && parts[0] ? parts[0] : join(parts));
  }
  return merged;
}

/** The direction in which the pen moves as it arrives at this end from within its stroke. */
function directionInto(strokes: readonly Stroke[], end: number): [number, number] {
  const stroke = strokes[strokeOf(end)] ?? new Float64Array();
  const [x, y] = endAt(strokes, end);
  const at = isStart(end) ? 2 : stroke.length - 4;
  const [dx, dy] = [x - (stroke[at] ?? x), y - (stroke[at + 1] ?? y)];
  const length = Math.hypot(dx, dy);
  return length > 0 ? [dx / length, dy / length] : [0, 0];
}

function join(parts: readonly Stroke[]): Stroke {
  const points: number[] = [];
  for (const part of parts) {
    const meets = part[0] === points.at(-2) && part[1] === points.at(-1);
    for (let i = meets ? 2 : 0; i < part.length; i++) points.push(part[i] ?? 0);
  }
  return Float64Array.from(points);
}
