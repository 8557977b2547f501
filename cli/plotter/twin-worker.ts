/** The twin in real time, in a thread of its own. */
import type { MessagePort } from "node:worker_threads";
import { parentPort, workerData } from "node:worker_threads";
import type { Linkage } from "../../plant/plotter/machines.ts";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import { startRealTimeTwin } from "./real-time-twin.ts";

export interface TwinOrder {
  readonly firmware: string;
  readonly seed: number;
  readonly linkage: Linkage;
  readonly wiring: PlotterWiring;
  /** To whoever speaks with the board. */
  readonly line: MessagePort;
}

const { firmware, seed, linkage, wiring, line }: TwinOrder = workerData;
const twin = await startRealTimeTwin({
  firmware,
  seed,
  linkage,
  wiring,
  onBytes: (bytes) => line.postMessage(bytes),
  onSight: (sight) => parentPort?.postMessage(sight),
});
line.on("message", twin.receive);
line.on("close", () => {
  twin.stop();
  parentPort?.close();
});
