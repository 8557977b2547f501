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
}

/** A number of a run. */
export type Figure = (result: RunResult) => number | null | undefined;

/** Validation error after the last epoch. */
export const finalError: Figure = ({ validation }) => validation.at(-1);
export const finalRoughness: Figure = ({ roughness }) => roughness?.at(-1);

export interface Outcomes {
  /** By seed, the lowest first; without those that have not ended. */
  of(condition: string): readonly RunResult[];
  /** Nothing before a run has ended. */
  spread(condition: string, figure?: Figure): Spread | undefined;
  /** Paired by seed, of a − b; nothing before two seeds of both have ended. */
  compare(a: string, b: string, figure?: Figure): PairedTest | undefined;
  /** By epoch, means and standard errors over seeds. */
  curve(condition: string, series: (result: RunResult) => readonly number[] | undefined): Spread[];
}

export function readOutcomes(runs: readonly PlannedRun[], store: RunStore): Outcomes {
  const known = new Map<string, Map<number, RunResult>>();
  for (const { condition, spec } of runs) {
    const result = store.read(spec);
    const seeds = known.get(condition) ?? new Map<number, RunResult>();
    if (result) seeds.set(spec.seed, result);
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

    spread(condition, figure = finalError) {
      const values = of(condition)
        .map(figure)
        .filter((value) => typeof value === "number");
      return values.length === 0 ? undefined : spreadOf(values);
    },

    compare(a, b, figure = finalError) {
      const others = new Map(bySeed(b));
      const pairs = bySeed(a).flatMap(([seed, one]) => {
        const other = others.get(seed);
        const [x, y] = [figure(one), other && figure(other)];
        return typeof x === "number" && typeof y === "number" ? [[x, y] as const] : [];
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
      return Array.from({ length }, (_, epoch) =>
        spreadOf(curves.map((curve) => curve[epoch]).filter((value) => value !== undefined)),
      );
    },
  };
}

function spreadOf(values: readonly number[]): Spread {
  const { mean, sem } = summary(values);
  return { mean, sem: Number.isNaN(sem) ? null : sem, values };
}
