/**
 * Runs on whatever machines have a worker: put into a queue in Redis, and collected from there.
 *
 * Redis tells of what has ended, and is looked at every few seconds besides: so nothing is lost with a
 * message, a worker, Redis's memory or this process. What is looked for and not there is put in again.
 */
import type { Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import type { Runner } from "../reproduction/run-pool.ts";
import { RunResultLike } from "../reproduction/run-result.ts";
import { UserError } from "../user-error.ts";
import { atMost } from "./at-most.ts";
import { loadBullmq } from "./libraries.ts";
import { findPeers, peerName } from "./peers.ts";
import type { QueueAddress } from "./queue-address.ts";
import { connectRedis } from "./redis-connection.ts";
import { runFamily } from "./run-family.ts";
import { describeRun, jobIdOf, jobOf, PREFIX } from "./run-job.ts";

const LOOK_EVERY = 3_000;
/** How long Redis may take to hear that we leave [ms]. */
const FAREWELL = 2_000;
/** Events carry results, and what is missed is found by looking. */
const EVENTS_KEPT = 500;

export const queueRunner =
  (address: QueueAddress): Runner =>
  async (specs, onResult, signal, onNews) => {
    signal.throwIfAborted();
    const family = runFamily();
    const { Queue, QueueEvents } = await loadBullmq();
    const { redis, close } = await connectRedis(address, {
      connectionName: peerName({ role: "reproduce", family }),
      onLost: () => onNews(`${address.shown} is away: waiting for it`),
      onBack: () => onNews(`${address.shown} is back`),
    });
    const common = { connection: redis, prefix: PREFIX };
    const queue: Queue<unknown, unknown> = new Queue(family, {
      ...common,
      streams: { events: { maxLen: EVENTS_KEPT } },
    });
    const events = new QueueEvents(family, common);
    // Of lost connections, which `redis` has told of.
    queue.on("error", () => {});
    events.on("error", () => {});

    const wanted = new Map(specs.map((spec) => [jobIdOf(spec), spec]));
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    const news = async () => onNews(await whoIsThere(redis, family, address));
    try {
      await Promise.race([collect({ queue, events, wanted, onResult, signal, news }), stopped]);
    } finally {
      await atMost(FAREWELL, leave(queue, events, wanted));
      close();
    }
  };

interface Collecting {
  readonly queue: Queue<unknown, unknown>;
  readonly events: QueueEvents;
  /** By job, what has not been collected yet. */
  readonly wanted: Map<string, RunSpec>;
  readonly onResult: (spec: RunSpec, result: RunResult) => void;
  readonly signal: AbortSignal;
  readonly news: () => Promise<void>;
}

async function collect(to: Collecting): Promise<void> {
  const { wanted, signal } = to;
  const bell = hearOfEnded(to.events);
  await forgetFailures(to);
  let nextLook = 0;
  while (wanted.size > 0 && !signal.aborted) {
    const now = performance.now();
    if (now >= nextLook) {
      nextLook = now + LOOK_EVERY;
      await look(to, [...wanted.keys()]);
      await to.news();
    }
    const ended = await bell.heard(nextLook - performance.now());
    await look(to, ended);
  }
}

/** Takes what has ended, and puts in what is not there. */
async function look({ queue, wanted, onResult, signal }: Collecting, ids: string[]): Promise<void> {
  const missing: RunSpec[] = [];
  await Promise.all(
    ids.map(async (id) => {
      const state = await queue.getJobState(id);
      const job = state === "completed" || state === "failed" ? await queue.getJob(id) : undefined;
      const spec = wanted.get(id);
      if (!spec || signal.aborted) return;
      if (state === "unknown") missing.push(spec);
      if (!job) return;
      if (state === "failed") {
        throw new UserError(
          `${describeRun(spec)}: failed ${job.attemptsMade} times. ${job.failedReason}`,
        );
      }
      const result = RunResultLike.safeParse(job.returnvalue);
      if (!result.success) {
        await queue.remove(id);
        throw new UserError(
          `${describeRun(spec)}: ${job.processedBy ?? "a worker"} answered with something that is no result; it was removed, so the same command tries again.`,
        );
      }
      wanted.delete(id);
      onResult(spec, result.data);
    }),
  );
  await queue.addBulk(missing.map(jobOf));
}

/** What failed before this process began may go well now: digits may have been installed. */
async function forgetFailures({ queue, wanted }: Collecting): Promise<void> {
  await Promise.all(
    [...wanted.keys()].map(async (id) => {
      if ((await queue.getJobState(id)) === "failed") await queue.remove(id);
    }),
  );
}

/** Jobs that ended since the last time that somebody asked. */
function hearOfEnded(events: QueueEvents) {
  let ended: string[] = [];
  let wake = (): void => {};
  const add = ({ jobId }: { jobId: string }): void => {
    ended.push(jobId);
    wake();
  };
  events.on("completed", add);
  events.on("failed", add);
  return {
    async heard(milliseconds: number): Promise<string[]> {
      if (ended.length === 0) {
        await atMost(
          milliseconds,
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
        );
      }
      const heard = ended;
      ended = [];
      return heard;
    },
  };
}

/** Takes back what no worker has begun; whoever else wants it puts it in again. */
async function leave(
  queue: Queue<unknown, unknown>,
  events: QueueEvents,
  wanted: ReadonlyMap<string, RunSpec>,
): Promise<void> {
  await Promise.all(
    [...wanted.keys()].map(async (id) => {
      const state = await queue.getJobState(id);
      if (state === "waiting" || state === "delayed") await queue.remove(id);
    }),
  );
  await events.close();
  await queue.close();
}

async function whoIsThere(redis: Redis, family: string, { shown }: QueueAddress): Promise<string> {
  const workers = (await findPeers(redis)).filter(({ role }) => role === "worker");
  const ours = workers.filter((worker) => worker.family === family).length;
  if (ours > 0) return ours === 1 ? "one worker is there" : `${ours} workers are there`;
  const [other] = workers;
  return other
    ? `waiting for workers: what is there is ${other.family}, and this is ${family}`
    : `waiting for workers: start one with \`purkinje worker --queue ${shown}\``;
}
