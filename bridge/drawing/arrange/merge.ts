/**
 * Joins strokes that end where others begin, so that the pen need not be lifted.
 *
 * Where several meet, the pen goes on as straight as it can. Every stroke ends up in exactly one chain.
 */
import Flatbush from "flatbush";
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { reversed } from "../../../plant/plotter/stroke.ts";
import { endAt, endCount, isStart, otherEnd, strokeOf } from "./stroke-ends.ts";

/** Strokes that meet in one point and are looked at. */
const MEETING = 16;

/** The strokes, with those joined that come within `tolerance` of each other [m]. */
export function mergeStrokes(strokes: readonly Stroke[], tolerance: number): Stroke[] {
  if (strokes.length < 2) return [...strokes];
  const index = new Flatbush(endCount(strokes));
  for (let end = 0; end < endCount(strokes); end++) index.add(...endAt(strokes, end));
  index.finish();
  const used = new Uint8Array(strokes.length);

  /** The free end nearest to straight ahead of an end that is being extended, or undefined. */
  const following = (end: number): number | undefined => {
    const [x, y] = endAt(strokes, end);
    const isFree = (other: number): boolean => !used[strokeOf(other)];
    const near = index.neighbors(x, y, MEETING, tolerance, isFree);
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
      used[strokeOf(end)] = 1;
      chain.push(end);
    }
    return chain;
  };

  const merged: Stroke[] = [];
  for (let i = 0; i < strokes.length; i++) {
    if (used[i]) continue;
    used[i] = 1;
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
