/**
 * The twin in real time, in a thread of its own: it passes as much virtual time as the wall clock does.
 *
 * A machine that is too slow for it falls behind and says so in no way but being slow; after a quarter of
 * a second it gives up catching up.
 */

import type { MessagePort } from "node:worker_threads";
import { parentPort, workerData } from "node:worker_threads";
import { brachiographGeometry } from "../../plant/plotter/machines.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import { randomMachine } from "../../sim/plotter/random-machine.ts";
import { makeRig } from "../../sim/plotter/rig.ts";
import { makeRandom } from "../../sim/random.ts";
import { makeTwin } from "../../sim/twin/twin.ts";
import { sharedClock } from "./link-order.ts";

export interface TwinOrder {
  readonly firmware: string;
  readonly seed: number;
  readonly line: MessagePort;
}

/** [ms] */
const PERIOD = 2;
/** Behind by more than this, time is let go [s]. */
const PATIENCE = 0.25;

const { firmware, seed, line }: TwinOrder = workerData;
const random = makeRandom(seed);
const rest = new Float64Array(2);
brachiograph.arm.inverse(rest, ...brachiograph.arm.home);
const flaws = randomMachine(brachiographGeometry, random);
const rig = makeRig({ config: brachiograph, flaws, random, rest });
let heard: number[] = [];
const twin = makeTwin({
  firmware,
  config: brachiograph,
  rig,
  onByte: (byte) => void heard.push(byte),
});
line.on("message", (bytes: Uint8Array) => twin.receive(bytes));
line.on("close", () => parentPort?.close());

let started = sharedClock();
const timer = setInterval(() => {
  const behind = sharedClock() - started - twin.now();
  if (behind > PATIENCE) started += behind - PATIENCE;
  if (behind > 0) twin.advance(Math.min(behind, PATIENCE));
  if (heard.length === 0) return;
  line.postMessage(Uint8Array.from(heard));
  heard = [];
}, PERIOD);
parentPort?.on("close", () => clearInterval(timer));
