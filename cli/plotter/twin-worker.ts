/** The twin in real time, in a thread of its own. */
import type { MessagePort } from "node:worker_threads";
import { parentPort, workerData } from "node:worker_threads";
import { startRealTimeTwin } from "./real-time-twin.ts";

export interface TwinOrder {
  readonly firmware: string;
  readonly seed: number;
  /** To whoever speaks with the board. */
  readonly line: MessagePort;
}

const { firmware, seed, line }: TwinOrder = workerData;
const twin = await startRealTimeTwin({
  firmware,
  seed,
  onBytes: (bytes) => line.postMessage(bytes),
});
line.on("message", twin.receive);
line.on("close", () => {
  twin.stop();
  parentPort?.close();
});
