/** The results of the runs that have ended, by condition and seed, and what can be said of them. */
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type { PairedTest } from "../../sim/metrics/statistics.ts";
import { pairedTTest, summary } from "../../sim/metrics/statistics.ts";
import type { PlannedRun } from "./plan.ts";
import type { RunStore } from "./run-store.ts";

export interface Spread {
  readonly mean: number;
  /** Nothing for a single seed. */
  readonly sem: number | null;
  /** One for each seed that has ended, in the order of seeds. */
  readonly values: readonly number[];
  /** Seeds that have ended without a number, for the run had diverged. */
  readonly diverged: number;
}

/** A number of a run. */
export type Figure = (result: RunResult) => number | null | undefined;

/** Validation error after the last epoch. */
export const finalError: Figure = ({ validation }) => validation.at(-1);
export const finalRoughness: Figure = ({ roughness }) => roughness?.at(-1);
/** Mean validation error over all epochs: low for whoever learns fast. */
export const meanError: Figure = ({ validation }) =>
  validation.length === 0
    ? undefined
    : validation.reduce((sum, error) => sum + error, 0) / validation.length;

export interface Outcomes {
  /** By seed, the lowest first; without those that have not ended. */
  of(condition: string): readonly RunResult[];
  /** Whether every planned seed has ended. */
  isComplete(condition: string): boolean;
  /** Nothing before a run has ended. */
  spread(condition: string, figure?: Figure): Spread | undefined;
  /** Paired by seed, of a − b; nothing before two seeds of both have ended with a number. */
  compare(a: string, b: string, figure?: Figure, figureOfB?: Figure): PairedTest | undefined;
  /** By epoch, means and standard errors over seeds. */
  curve(condition: string, series: (result: RunResult) => readonly number[] | undefined): Spread[];
}

export function readOutcomes(runs: readonly PlannedRun[], store: RunStore): Outcomes {
  const known = new Map<string, Map<number, RunResult>>();
  const missing = new Set<string>();
  for (const { condition, spec } of runs) {
    const result = store.read(spec);
    const seeds = known.get(condition) ?? new Map<number, RunResult>();
    if (result) seeds.set(spec.seed, result);
    else missing.add(condition);
    known.set(condition, seeds);
  }
  const bySeed = (condition: string): [number, RunResult][] => {
    const seeds = known.get(condition);
    if (!seeds) throw new Error(`no study planned the condition ${condition}`);
    return [...seeds].sort(([a], [b]) => a - b);
  };
  const of = (condition: string): RunResult[] => bySeed(condition).map(([, result]) => result);

  return {
    of,
    isComplete: (condition) => of(condition).length > 0 && !missing.has(condition),

    spread(condition, figure = finalError) {
      const found = of(condition).map(figure);
      return found.length === 0 ? undefined : spreadOf(found);
    },

    compare(a, b, figure = finalError, figureOfB = figure) {
      const others = new Map(bySeed(b));
      const pairs = bySeed(a).flatMap(([seed, one]) => {
        const other = others.get(seed);
        const [x, y] = [figure(one), other && figureOfB(other)];
        return isNumber(x) && isNumber(y) ? [[x, y] as const] : [];
      });
      return pairs.length < 2
        ? undefined
        : pairedTTest(
            pairs.map(([x]) => x),
            pairs.map(([, y]) => y),
          );
    },

    curve(condition, series) {
      const curves = of(condition)
        .map(series)
        .filter((curve) => curve !== undefined);
      const length = Math.max(0, ...curves.map((curve) => curve.length));
      return Array.from({ length }, (_, epoch) => spreadOf(curves.map((curve) => curve[epoch])));
    },
  };
}

/** JSON has no NaN: what has diverged is null in a file. */
const isNumber = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

function spreadOf(found: readonly (number | null | undefined)[]): Spread {
  const values = found.filter(isNumber);
  const { mean, sem } = summary(values);
  return {
    mean,
    sem: Number.isNaN(sem) ? null : sem,
    values,
    diverged: found.length - values.length,
  };
}
