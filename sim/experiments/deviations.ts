/** How far the hand was pushed aside in each of many trials. */

import { maximumDeviation } from "../metrics/movement/straightness.ts";
import { SETTLING } from "../movement-score.ts";
import type { TrialRecord } from "./trial-record.ts";

/** What was recorded until the movement should have come to rest. */
function untilRest(record: TrialRecord, path: Float64Array, period: number): Float64Array {
  return path.subarray(0, 2 * Math.round((record.duration + SETTLING) / period));
}

/** Largest deviation from the straight line, positive to the left [mm]. */
export const deviationMm = (record: TrialRecord, period: number): number =>
  1000 * maximumDeviation(untilRest(record, record.hand, period), record.start, record.target);

/**
 * How far a world pushes on the way of each trial [mm], signed: the mean over the same ways in a phase in
 * which it was there, of one who does not learn. Some ways are pushed three times as far as others.
 */
export function pushesOf(
  control: readonly TrialRecord[],
  inWorld: string,
  period: number,
): number[] {
  const wayOf = ({ start, target }: TrialRecord): string => [...start, ...target].join(" ");
  const pushed = new Map<string, number[]>();
  for (const record of control.filter(({ phase }) => phase === inWorld)) {
    const way = wayOf(record);
    pushed.set(way, [...(pushed.get(way) ?? []), deviationMm(record, period)]);
  }
  return control.map((record) => mean(pushed.get(wayOf(record)) ?? [0]));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const meanSize = (values: readonly number[]): number => mean(values.map(Math.abs));
