/**
 * Where movements end, and where they set out for. Points and paths in metres; angles in rad, positive
 * to the left of the way to the target.
 */
import type { ReadonlyVec } from "../../../plant/vec.ts";

type Point = readonly [x: number, y: number];

/** Along the way: + beyond the target (hypermetria), − short of it (hypometria). */
export function signedEndPointError(end: Point, start: Point, target: Point): number {
  const length = Math.hypot(target[0] - start[0], target[1] - start[1]);
  return (
    ((end[0] - target[0]) * (target[0] - start[0]) +
      (end[1] - target[1]) * (target[1] - start[1])) /
    length
  );
}

/** How far beyond the target the path goes at most, as a part of the distance; 0 where it does not. */
export function overshoot(path: ReadonlyVec, start: Point, target: Point): number {
  const [dx, dy] = [target[0] - start[0], target[1] - start[1]];
  const squared = dx * dx + dy * dy;
  let furthest = 0;
  for (let k = 0; k + 1 < path.length; k += 2) {
    const beyond = (path[k] - target[0]) * dx + (path[k + 1] - target[1]) * dy;
    furthest = Math.max(furthest, beyond / squared);
  }
  return furthest;
}

/** Angle between the way to the target and that to where the hand is at `sample` of its path. */
export function directionError(
  path: ReadonlyVec,
  sample: number,
  start: Point,
  target: Point,
): number {
  const k = 2 * sample;
  const [hx, hy] = [path[k] - path[0], path[k + 1] - path[1]];
  const [dx, dy] = [target[0] - start[0], target[1] - start[1]];
  return Math.atan2(dx * hy - dy * hx, dx * hx + dy * hy);
}

/** Where a path is fastest: where the direction is commonly read, before feedback has its say. */
export function fastestSample(speed: ReadonlyVec): number {
  let fastest = 0;
  for (let i = 0; i < speed.length; i++) if (speed[i] > speed[fastest]) fastest = i;
  return fastest;
}

export interface Ellipse {
  readonly centre: Point;
  /** Half axes, the longer first [m]; direction of the longer [rad]. */
  readonly axes: Point;
  readonly direction: number;
  /** [m²] */
  readonly area: number;
}

/** The 95 % quantile of χ² with two degrees of freedom. */
const CHI_SQUARED = 5.991;

/** The ellipse that holds 95 % of end points, were they normally spread; of three points or more. */
export function endPointEllipse(ends: readonly Point[]): Ellipse {
  const n = ends.length;
  if (n < 3) throw new RangeError(`an ellipse needs three end points or more, found ${n}`);
  const mx = ends.reduce((sum, [x]) => sum + x, 0) / n;
  const my = ends.reduce((sum, [, y]) => sum + y, 0) / n;
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of ends) {
    xx += (x - mx) ** 2 / (n - 1);
    xy += ((x - mx) * (y - my)) / (n - 1);
    yy += (y - my) ** 2 / (n - 1);
  }
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const [long, short] = [middle + spread, Math.max(0, middle - spread)];
  const axes = [Math.sqrt(CHI_SQUARED * long), Math.sqrt(CHI_SQUARED * short)] as const;
  return {
    centre: [mx, my],
    axes,
    direction: Math.atan2(2 * xy, xx - yy) / 2,
    area: Math.PI * axes[0] * axes[1],
  };
}
