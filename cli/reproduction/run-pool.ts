/** Runs on this machine, as many at a time as there are cores. */
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";

/** Does runs, wherever: calls back with each result as it comes; rejects when `signal` is aborted. */
export type Runner = (
  specs: readonly RunSpec[],
  onResult: (spec: RunSpec, result: RunResult) => void,
  signal: AbortSignal,
) => Promise<void>;

export const localRunner =
  (jobs = availableParallelism()): Runner =>
  async (specs, onResult, signal) => {
    const pool = new Tinypool({
      filename: new URL("./run-worker.js", import.meta.url).href,
      maxThreads: jobs,
      minThreads: 1,
      // A run takes seconds, so none need wait behind another on a busy thread.
      concurrentTasksPerWorker: 1,
    });
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
