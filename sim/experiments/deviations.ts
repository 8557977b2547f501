/** How far the hand was pushed aside in each of many trials. */

import { maximumDeviation } from "../metrics/movement/straightness.ts";
import { SETTLING } from "../movement-score.ts";
import type { TrialRecord } from "./trials.ts";

/** What was recorded until the movement should have come to rest. */
function untilRest(record: TrialRecord, path: Float64Array, period: number): Float64Array {
  return path.subarray(0, 2 * Math.round((record.duration + SETTLING) / period));
}

/** Largest deviation from the straight line, positive to the left [mm]. */
export const deviationMm = (record: TrialRecord, period: number): number =>
  1000 * maximumDeviation(untilRest(record, record.hand, period), record.start, record.target);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const meanSize = (values: readonly number[]): number => mean(values.map(Math.abs));
