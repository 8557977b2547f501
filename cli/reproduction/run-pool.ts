/** Runs on this machine, as many at a time as there are cores. */
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";

/**
 * Does runs, wherever: calls back with each result as it comes, and with news of who does them; rejects
 * when `signal` is aborted.
 */
export type Runner = (
  specs: readonly RunSpec[],
  onResult: (spec: RunSpec, result: RunResult) => void,
  signal: AbortSignal,
  onNews: (news: string) => void,
) => Promise<void>;

/** Threads that do runs, as many at a time as `jobs`. */
export const runPool = (jobs: number): Tinypool =>
  new Tinypool({
    filename: new URL("./run-worker.js", import.meta.url).href,
    maxThreads: jobs,
    minThreads: 1,
    // A run takes seconds, so none need wait behind another on a busy thread.
    concurrentTasksPerWorker: 1,
  });

export const localRunner =
  (jobs = availableParallelism()): Runner =>
  async (specs, onResult, signal) => {
    const pool = runPool(jobs);
    setMaxListeners(0, signal); // each run listens
    try {
      await Promise.all(
        specs.map(async (spec) => {
          const result: RunResult = await pool.run(spec, { signal });
          onResult(spec, result);
        }),
      );
    } finally {
      await pool.destroy();
    }
  };
