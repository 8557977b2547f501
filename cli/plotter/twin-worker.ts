/** The twin in real time, in a thread of its own. */
import type { MessagePort } from "node:worker_threads";
import { parentPort, workerData } from "node:worker_threads";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { TwoLinkGeometry } from "../../plant/plotter/two-link-pen-arm.ts";
import { startRealTimeTwin } from "./real-time-twin.ts";

export interface TwinOrder {
  readonly firmware: string;
  readonly seed: number;
  readonly geometry: TwoLinkGeometry;
  readonly wiring: PlotterWiring;
  /** To whoever speaks with the board. */
  readonly line: MessagePort;
}

const { firmware, seed, geometry, wiring, line }: TwinOrder = workerData;
const twin = await startRealTimeTwin({
  firmware,
  seed,
  geometry,
  wiring,
  onBytes: (bytes) => line.postMessage(bytes),
  onSight: (sight) => parentPort?.postMessage(sight),
});
line.on("message", twin.receive);
line.on("close", () => {
  twin.stop();
  parentPort?.close();
});
