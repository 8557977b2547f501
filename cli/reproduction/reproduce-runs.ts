/** Does the runs that are not on disk yet, and keeps each as soon as it ends. */
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { runProgress } from "../training/progress-bar.ts";
import type { PlannedRun } from "./plan.ts";
import { runKey } from "./run-key.ts";
import type { Runner } from "./run-pool.ts";
import type { RunStore } from "./run-store.ts";
import { workOf } from "./work.ts";

interface Doing {
  readonly runs: readonly PlannedRun[];
  readonly store: RunStore;
  readonly runner: Runner;
  readonly signal: AbortSignal;
  /** Called after each run that ended. */
  readonly onRun: () => void;
}

/** Different runs, each once, whatever number of studies asks for it. */
export function distinctRuns(runs: readonly PlannedRun[]): RunSpec[] {
  return [...new Map(runs.map(({ spec }) => [runKey(spec), spec])).values()];
}

export async function doMissing({ runs, store, runner, signal, onRun }: Doing): Promise<void> {
  const missing = distinctRuns(runs).filter((spec) => store.read(spec) === undefined);
  if (missing.length === 0) return;
  const bar = runProgress(
    missing.length,
    missing.reduce((sum, spec) => sum + workOf(spec), 0),
  );
  try {
    await runner(
      missing,
      (spec, result) => {
        store.write(spec, result);
        bar.ended(workOf(spec));
        onRun();
      },
      signal,
      bar.news,
    );
  } finally {
    bar.stop();
  }
}
