/** Takes runs from the queue, does them in threads, and hands the results back. */
import type { Job } from "bullmq";
import { runPool } from "../reproduction/run-pool.ts";
import { atMost } from "./at-most.ts";
import { loadBullmq } from "./libraries.ts";
import { findPeers, peerName } from "./peers.ts";
import type { QueueAddress } from "./queue-address.ts";
import { connectRedis } from "./redis-connection.ts";
import { runFamily } from "./run-family.ts";
import { describeRun, HOLD, PREFIX, specOf } from "./run-job.ts";

interface ConsumerOptions {
  readonly name: string;
  readonly jobs: number;
  readonly say: (line: string) => void;
}

/** How long Redis may take to hear that we leave [ms]. */
const FAREWELL = 2_000;
const LOOK_AROUND_EVERY = 5_000;

export async function startWorker(address: QueueAddress, { name, jobs, say }: ConsumerOptions) {
  const family = runFamily();
  const { Worker, UnrecoverableError } = await loadBullmq();
  const { redis, close } = await connectRedis(address, {
    connectionName: peerName({ role: "worker", family }),
    onLost: () => say(`${address.shown} is away: waiting for it`),
    onBack: () => say(`${address.shown} is back`),
  });
  const pool = runPool(jobs);
  let [done, failed, busy] = [0, 0, 0];

  const perform = async (job: Job<unknown>): Promise<unknown> => {
    const spec = specOf(job);
    if (typeof spec === "string") throw new UnrecoverableError(`${name}: ${spec}`);
    const began = performance.now();
    const run = describeRun(spec);
    busy++;
    try {
      const result: unknown = await pool.run(spec);
      done++;
      say(`${run}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
      return result;
    } catch (error) {
      failed++;
      const why = error instanceof Error ? error.message : String(error);
      say(`${run}: failed. ${why}`);
      throw new Error(`Worker ${name}: ${why}`, { cause: error });
    } finally {
      busy--;
    }
  };
  const worker = new Worker(family, perform, {
    connection: redis,
    prefix: PREFIX,
    name,
    concurrency: jobs,
    ...HOLD,
  });
  worker.on("error", (error) => {
    // A lost connection has been told of; the rest is about runs that others have got meanwhile.
    if (redis.status === "ready") say(`a run went to another worker: ${error.message}`);
  });
  say(`${name} waits for runs of ${family}, ${jobs} at a time, from ${address.shown}`);

  const strangers = new Set([family]);
  const lookAround = async (): Promise<void> => {
    for (const { role, family: other } of await findPeers(redis)) {
      if (role === "worker" || strangers.has(other)) continue;
      strangers.add(other);
      say(
        `${other} wants runs done, too: its results might differ, so it needs workers of its own`,
      );
    }
  };
  const timer = setInterval(() => void lookAround().catch(() => {}), LOOK_AROUND_EVERY);

  return {
    /** Ends what has been begun, and takes no more. */
    async finish() {
      clearInterval(timer);
      if (busy > 0)
        say(`finishing ${busy} ${busy === 1 ? "run" : "runs"}; Ctrl-C again leaves them to others`);
      // Without Redis there is nobody to take leave of, but results wait for it.
      await (busy > 0 ? worker.close() : atMost(FAREWELL, worker.close()));
      await pool.destroy();
      close();
      return { done, failed };
    },
  };
}
