/**
 * The five features of a reach that its ataxia is judged by, from where the hand was and should have been.
 */
import type { ReadonlyVec, Vec } from "../../../plant/vec.ts";
import { SETTLING } from "../../movement-score.ts";
import type { ReachFeatures } from "./ataxia-index.ts";
import { logDimensionlessJerk } from "./smoothness.ts";
import { speedOf } from "./speed.ts";
import { pathRatio } from "./straightness.ts";
import { tremor } from "./tremor.ts";

type Point = readonly [x: number, y: number];

export interface Reach {
  readonly start: Point;
  readonly target: Point;
  /** Of the planned movement [s]. */
  readonly duration: number;
  /** (x, y) pairs [m], from its beginning to the end of the hold: the hand, and where it should have been. */
  readonly path: Vec;
  readonly wish: ReadonlyVec;
}

/** The path up to where its end point is read. */
export const movingPart = ({ duration, path }: Reach, rate: number): Vec =>
  path.subarray(0, 2 * Math.round((duration + SETTLING) * rate));

/** Of a reach sampled `rate` times a second. */
export function reachFeatures(reach: Reach, rate: number): ReachFeatures {
  const { start, target, duration, path, wish } = reach;
  const moving = movingPart(reach, rate);
  const planned = 2 * Math.round(duration * rate);
  let squares = 0;
  for (let k = 0; k < planned; k += 2) {
    squares += (path[k] - wish[k]) ** 2 + (path[k + 1] - wish[k + 1]) ** 2;
  }
  const x = moving[moving.length - 2];
  const y = moving[moving.length - 1];
  return {
    endpointMm: 1000 * Math.hypot(x - target[0], y - target[1]),
    pathRmsMm: 1000 * Math.sqrt(squares / (planned / 2)),
    pathRatio: pathRatio(moving),
    ldlj: logDimensionlessJerk(speedOf(moving, rate), rate),
    shakeMmPerS: 1000 * Math.sqrt(tremor(path.subarray(planned), start, target, rate).total),
  };
}
