/**
 * How straight a path is that should lead from a start to a target.
 *
 * Paths are (x, y) pairs [m]. Deviations are signed: positive to the left of the way to the target.
 */
import type { ReadonlyVec } from "../../../plant/vec.ts";

type Point = readonly [x: number, y: number];

/** The largest distance from the straight line, signed [m]; 0 of an empty path. */
export function maximumDeviation(path: ReadonlyVec, start: Point, target: Point): number {
  const [ux, uy] = direction(start, target);
  let most = 0;
  for (let k = 0; k + 1 < path.length; k += 2) {
    const aside = ux * (path[k + 1] - start[1]) - uy * (path[k] - start[0]);
    if (Math.abs(aside) > Math.abs(most)) most = aside;
  }
  return most;
}

/** Area between path and line [m²], signed: ∫ (distance aside) d(way along). */
export function signedArea(path: ReadonlyVec, start: Point, target: Point): number {
  const [ux, uy] = direction(start, target);
  let area = 0;
  for (let k = 0; k + 3 < path.length; k += 2) {
    const along = ux * (path[k + 2] - path[k]) + uy * (path[k + 3] - path[k + 1]);
    const here = ux * (path[k + 1] - start[1]) - uy * (path[k] - start[0]);
    const next = ux * (path[k + 3] - start[1]) - uy * (path[k + 2] - start[0]);
    area += (along * (here + next)) / 2;
  }
  return area;
}

/** Length of the path over the distance between its ends: 1 where it is straight. */
export function pathRatio(path: ReadonlyVec): number {
  let length = 0;
  for (let k = 0; k + 3 < path.length; k += 2) {
    length += Math.hypot(path[k + 2] - path[k], path[k + 3] - path[k + 1]);
  }
  const end = path.length - 2;
  return length / Math.hypot(path[end] - path[0], path[end + 1] - path[1]);
}

/** Unit vector from start to target. */
function direction(start: Point, target: Point): Point {
  const [dx, dy] = [target[0] - start[0], target[1] - start[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 0)) throw new RangeError("start and target must differ");
  return [dx / length, dy / length];
}
