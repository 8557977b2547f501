/** A run as a job of BullMQ's, and how long jobs are held, kept and tried. */
import type { Job, JobsOptions } from "bullmq";
import { z } from "zod";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { runKey } from "../reproduction/run-key.ts";

/** Before the names of all that is kept in Redis. */
export const PREFIX = "purkinje";

/**
 * A worker holds a run by a lock that it renews every few seconds, which it has the time for: runs are
 * done by threads. A run whose lock has run out goes to another worker at the next look but one, so
 * what was lost with a worker begins anew after 10 to 16 s [ms]. Too early does no harm: a run that is
 * done twice gives the same result twice.
 */
export const HOLD = {
  lockDuration: 10_000,
  stalledInterval: 3_000,
  /** Workers that may die of the same run. */
  maxStalledCount: 10,
} as const;

/** A week [s]: whoever was stopped on Friday finds on Monday what was done. */
const KEPT_FOR = 7 * 24 * 3600;

const options: JobsOptions = {
  // Digits may be missing on one machine and be there on another.
  attempts: 3,
  backoff: { type: "exponential", delay: 1_000 },
  removeOnComplete: { age: KEPT_FOR, count: 20_000 },
  removeOnFail: { age: KEPT_FOR },
};

/** The same for the same run, whoever plans it. BullMQ takes a number for one of its own names. */
export const jobIdOf = (spec: RunSpec): string => `run-${runKey(spec)}`;

/** Job names are for whoever looks into Redis. */
export const jobOf = (spec: RunSpec) => ({
  name: spec.task.name,
  data: { spec },
  opts: { ...options, jobId: jobIdOf(spec) },
});

/** As much as would tell that it is something else; the name of the job covers the rest. */
const RunJob = z.object({
  spec: z.custom<RunSpec>(
    (value) =>
      z
        .object({
          task: z.object({ name: z.string() }),
          learner: z.object({ rule: z.string() }),
          seed: z.number(),
          epochs: z.number(),
        })
        .safeParse(value).success,
  ),
});

/** The run that a job is, or a sentence that says why it is none. */
export function specOf({ id, data }: Pick<Job<unknown>, "id" | "data">): RunSpec | string {
  const parsed = RunJob.safeParse(data);
  if (!parsed.success) return `Job ${id} in the queue describes no run.`;
  const { spec } = parsed.data;
  return jobIdOf(spec) === id
    ? spec
    : `Job ${id} in the queue is named for another run than it describes.`;
}

export const describeRun = ({ task, learner, seed, epochs }: RunSpec): string =>
  `${task.name}, ${learner.rule}, seed ${seed}, ${epochs} ${epochs === 1 ? "epoch" : "epochs"}`;
