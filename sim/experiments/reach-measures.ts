/** What a reach was like, in one record: the measures of sim/metrics/movement, in people's units. */

import type { Arm } from "../../plant/arm/arm.ts";
import { interactionTorque } from "../../plant/arm/dynamics.ts";
import { ataxiaIndex } from "../metrics/movement/ataxia-index.ts";
import { decomposition, interactionCompensation } from "../metrics/movement/coordination.ts";
import {
  directionError,
  fastestSample,
  overshoot,
  signedEndPointError,
} from "../metrics/movement/end-point.ts";
import { reachFeatures } from "../metrics/movement/reach-features.ts";
import { spectralArcLength } from "../metrics/movement/smoothness.ts";
import { segment, speedOf, velocityPeaks } from "../metrics/movement/speed.ts";
import { maximumDeviation, signedArea } from "../metrics/movement/straightness.ts";
import { intentionTremorRatio, tremor } from "../metrics/movement/tremor.ts";
import { median, SETTLING } from "../movement-score.ts";
import type { Point } from "../perturbations/perturbation.ts";
import type { TrialValue } from "./experiment.ts";
import type { Laboratory } from "./laboratory.ts";
import type { TrialRecord } from "./trial-record.ts";

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
  /** Area between path and line, signed [mm²]. */
  readonly areaMm2: number;
  /** Sub-movements. */
  readonly peaks: number;
  /** Share of movement time in which one joint rests while the other moves. */
  readonly decomposition: number;
  /** Correlation of each joint's torque with minus what it feels of the other, the mean of both. */
  readonly interaction: number;
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
  { period, arm }: Pick<Laboratory, "period" | "arm">,
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
  const features = reachFeatures({ start, target, duration, path, wish }, rate);
  const hold = tremor(path.subarray(planned), start, target, rate);
  const distance = Math.hypot(target[0] - start[0], target[1] - start[1]);
  const second = Math.min(rate, path.length / 2 - planned / 2);
  const away = (from: number): number => 1000 * distanceRms(path, from, second, target);
  const measures = {
    ...features,
    signedEndpointMm: 1000 * signedEndPointError(end, start, target),
    overshootMm: 1000 * distance * overshoot(path, start, target),
    directionDeg: (180 / Math.PI) * directionError(moving, fastestSample(speed), start, target),
    deviationMm: 1000 * maximumDeviation(moving, start, target),
    areaMm2: 1e6 * signedArea(moving, start, target),
    peaks: velocityPeaks(speed, rate),
    ...togetherness(record, period, arm),
    sparc: spectralArcLength(speed, rate),
    tremorMmPerS: 1000 * Math.sqrt(hold.power),
    tremorHz: hold.peakHz,
    resolutionHz: hold.resolutionHz,
    intentionRatio: intentionTremorRatio(path, planned / 2, start, target, rate),
    holdFirstMm: away(planned / 2),
    holdLastMm: away(path.length / 2 - second),
  };
  return { ...measures, ataxia: ataxiaIndex(measures) };
}

/** For those who look on at trials. */
export const ATAXIA: TrialValue = {
  measure: "ataxia index",
  unit: "doublings",
  of: (record, laboratory) => measureReach(record, laboratory).ataxia,
};

/** How the joints moved together, over the planned movement. */
function togetherness({ joints, duration }: TrialRecord, period: number, arm: Arm) {
  const samples = Math.round(duration / period);
  const column = (c: number): Float64Array =>
    Float64Array.from({ length: samples }, (_, i) => joints[6 * i + c]);
  const [first, second] = [column(2), column(3)];
  const felt = [new Float64Array(samples), new Float64Array(samples)] as const;
  const tau = new Float64Array(2);
  const a = new Float64Array(2);
  for (let i = 1; i < samples - 1; i++) {
    const x = joints.subarray(6 * i, 6 * i + 4);
    a[0] = (first[i + 1] - first[i - 1]) / (2 * period);
    a[1] = (second[i + 1] - second[i - 1]) / (2 * period);
    interactionTorque(tau, x, a, arm);
    felt[0][i] = tau[0];
    felt[1][i] = tau[1];
  }
  const met = felt.map((torque, j) => interactionCompensation(column(4 + j), torque));
  const [from, to] = segment(speedOfJoints(first, second), 1 / period);
  return {
    decomposition: decomposition(first.subarray(from, to + 1), second.subarray(from, to + 1)),
    interaction: (met[0] + met[1]) / 2,
  };
}

const speedOfJoints = (first: Float64Array, second: Float64Array): Float64Array =>
  first.map((v, i) => Math.hypot(v, second[i]));

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
    areaMm2: typical("areaMm2"),
    peaks: typical("peaks"),
    decomposition: typical("decomposition"),
    interaction: typical("interaction"),
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
