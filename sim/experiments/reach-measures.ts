/** What a reach was like, in one record: the measures of sim/metrics/movement, in people's units. */

import { ataxiaIndex } from "../metrics/movement/ataxia-index.ts";
import {
  directionError,
  fastestSample,
  overshoot,
  signedEndPointError,
} from "../metrics/movement/end-point.ts";
import { logDimensionlessJerk, spectralArcLength } from "../metrics/movement/smoothness.ts";
import { speedOf } from "../metrics/movement/speed.ts";
import { maximumDeviation, pathRatio } from "../metrics/movement/straightness.ts";
import { intentionTremorRatio, tremor } from "../metrics/movement/tremor.ts";
import { median, SETTLING } from "../movement-score.ts";
import type { Point } from "../perturbations/perturbation.ts";
import type { TrialRecord } from "./trials.ts";

export interface ReachMeasures {
  /** Distance from where the hand should have been, while it should move: root mean square [mm]. */
  readonly pathRmsMm: number;
  /** Distance from the target, 0.3 s after the movement should have ended [mm]; along the way, + beyond. */
  readonly endpointMm: number;
  readonly signedEndpointMm: number;
  /** Beyond the target at most [mm]. */
  readonly overshootMm: number;
  /** Where the hand is fastest, positive to the left [°]. */
  readonly directionDeg: number;
  readonly pathRatio: number;
  /** Largest, positive to the left [mm]. */
  readonly deviationMm: number;
  readonly sparc: number;
  readonly ldlj: number;
  /** While it should hold still: root mean square of the velocity across in 3–5 Hz and 2–12 Hz [mm/s]. */
  readonly tremorMmPerS: number;
  readonly shakeMmPerS: number;
  /** Tremor of the hold and the last fifth of the way over that of the way before. */
  readonly intentionRatio: number;
  /** Distance from the target over the first and the last second of the hold, root mean square [mm]. */
  readonly holdFirstMm: number;
  readonly holdLastMm: number;
  /** Doublings beyond an intact brain's ordinary reaches (sim/metrics/movement/ataxia-index.ts). */
  readonly ataxia: number;
  /** Where the hold trembles most, and how well that is known [Hz]. */
  readonly tremorHz: number;
  readonly resolutionHz: number;
}

/** Of the hand; with `cursor`, of what is seen of it. */
export function measureReach(
  record: TrialRecord,
  period: number,
  what: "hand" | "cursor" = "hand",
): ReachMeasures {
  const { start, target, duration, wish } = record;
  const rate = 1 / period;
  const path = record[what];
  const settled = 2 * Math.round((duration + SETTLING) / period);
  const moving = path.subarray(0, settled);
  const speed = speedOf(moving, rate);
  const end = [moving[moving.length - 2], moving[moving.length - 1]] as const;
  const planned = 2 * Math.round(duration / period);
  let squares = 0;
  for (let k = 0; k < planned; k += 2) {
    squares += (path[k] - wish[k]) ** 2 + (path[k + 1] - wish[k + 1]) ** 2;
  }
  const hold = tremor(path.subarray(planned), start, target, rate);
  const distance = Math.hypot(target[0] - start[0], target[1] - start[1]);
  const second = Math.min(rate, path.length / 2 - planned / 2);
  const away = (from: number): number => 1000 * distanceRms(path, from, second, target);
  const measures = {
    pathRmsMm: 1000 * Math.sqrt(squares / (planned / 2)),
    endpointMm: 1000 * Math.hypot(end[0] - target[0], end[1] - target[1]),
    signedEndpointMm: 1000 * signedEndPointError(end, start, target),
    overshootMm: 1000 * distance * overshoot(path, start, target),
    directionDeg: (180 / Math.PI) * directionError(moving, fastestSample(speed), start, target),
    pathRatio: pathRatio(moving),
    deviationMm: 1000 * maximumDeviation(moving, start, target),
    sparc: spectralArcLength(speed, rate),
    ldlj: logDimensionlessJerk(speed, rate),
    tremorMmPerS: 1000 * Math.sqrt(hold.power),
    shakeMmPerS: 1000 * Math.sqrt(hold.total),
    tremorHz: hold.peakHz,
    resolutionHz: hold.resolutionHz,
    intentionRatio: intentionTremorRatio(path, planned / 2, start, target, rate),
    holdFirstMm: away(planned / 2),
    holdLastMm: away(path.length / 2 - second),
  };
  return { ...measures, ataxia: ataxiaIndex(measures) };
}

/** Of `samples` places from the one on that is `from`, to a point. */
function distanceRms(path: Float64Array, from: number, samples: number, [x, y]: Point): number {
  let squares = 0;
  for (let i = from; i < from + samples; i++) {
    squares += (path[2 * i] - x) ** 2 + (path[2 * i + 1] - y) ** 2;
  }
  return Math.sqrt(squares / samples);
}

/** The median of each measure over several reaches. */
export function typicalReach(reaches: readonly ReachMeasures[]): ReachMeasures {
  const typical = (name: keyof ReachMeasures): number =>
    median(reaches.map((reach) => reach[name]).filter(Number.isFinite));
  return {
    pathRmsMm: typical("pathRmsMm"),
    endpointMm: typical("endpointMm"),
    signedEndpointMm: typical("signedEndpointMm"),
    overshootMm: typical("overshootMm"),
    directionDeg: typical("directionDeg"),
    pathRatio: typical("pathRatio"),
    deviationMm: typical("deviationMm"),
    sparc: typical("sparc"),
    ldlj: typical("ldlj"),
    tremorMmPerS: typical("tremorMmPerS"),
    shakeMmPerS: typical("shakeMmPerS"),
    tremorHz: typical("tremorHz"),
    resolutionHz: typical("resolutionHz"),
    intentionRatio: typical("intentionRatio"),
    holdFirstMm: typical("holdFirstMm"),
    holdLastMm: typical("holdLastMm"),
    ataxia: typical("ataxia"),
  };
}
