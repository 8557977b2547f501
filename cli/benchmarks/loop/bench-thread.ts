/** A thread of `bench loop`: says when its clock has begun, and when it has ended. */
import { Worker } from "node:worker_threads";
import type { ArmsOrder, BareOrder, ThreadReport } from "./thread-orders.ts";

export interface BenchThread {
  /** The kernel's name for it. */
  readonly thread: number | undefined;
  readonly ended: Promise<void>;
}

export const startArms = (order: ArmsOrder): Promise<BenchThread> =>
  start(new URL("./arms-worker.js", import.meta.url), order);

export const startBare = (order: BareOrder): Promise<BenchThread> =>
  start(new URL("./bare-worker.js", import.meta.url), order);

function start(url: URL, order: ArmsOrder | BareOrder): Promise<BenchThread> {
  const worker = new Worker(url, { workerData: order });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    const ended = new Promise<void>((end) => {
      worker.on("message", ({ kind, thread }: ThreadReport) => {
        if (kind === "ready") resolve({ thread, ended });
        else end();
      });
    });
  });
}
