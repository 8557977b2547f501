/**
 * The loop's own thread: brain and arm on the wall clock, blind and deaf but for shared memory.
 *
 * The thread blocks in `subscribe` until it is told to stop, so nothing here waits for events.
 */

import { getHeapStatistics } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { statisticsWriter } from "../../bridge/shared/loop-statistics.ts";
import { mailboxReader } from "../../bridge/shared/mailbox.ts";
import { telemetryWriter } from "../../bridge/shared/telemetry-ring.ts";
import { wallTimer } from "../../bridge/wall-timer.ts";
import { decodeBrain, installBrain } from "../../bridge/weights/brain-file.ts";
import type { Timer } from "../../controller/clock.ts";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { makeCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import { controlLoop } from "../../controller/loop.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { observe } from "../../sim/experiments/observer.ts";
import { makeRig } from "../../sim/experiments/rig.ts";
import { makeRandom } from "../../sim/random.ts";
import { demoNames, makeDemo } from "../../sim/tasks/demo.ts";
import { loadKernels } from "../load-kernels.ts";
import type { LoopOrder, LoopReport, SharedBuffers } from "./loop-order.ts";
import { GOAL_HEADER, GOAL_STROKE, sharedBuffers } from "./loop-order.ts";
import { recordTurn } from "./record-turn.ts";

/** The heap is looked at every so many ticks, beginning when the code has been compiled. */
const HEAP_EVERY = 1000;
const HEAP_FROM = 3000;
/** Virtual ticks that make the machine compile the loop before it has to be on time. */
const WARM_UP_SECONDS = 8;

const order = workerData as LoopOrder;
const tell = (report: LoopReport): void => parentPort?.postMessage(report);
const kernels = loadKernels(order.engine ? { prefer: order.engine } : {});

runLoop(kernels, virtualTimer(), sharedBuffers(), WARM_UP_SECONDS);
tell({ kind: "ready", engine: kernels.name });
tell(runLoop(kernels, wallTimer(), order.shared, order.duration));

/** Runs brain and arm until told to stop, or for `duration` seconds where that is not 0. */
function runLoop(on: Kernels, timer: Timer, shared: SharedBuffers, duration: number): LoopReport {
  const file = decodeBrain(order.brain);
  if (typeof file === "string") throw new Error(file);
  const weights = installBrain(on, file);
  if (typeof weights === "string") throw new Error(weights);
  const arm = presetArm(order.arm, file.provenance.viscosity);
  const period = 1 / order.rateHz;
  const rig = makeRig({
    cortex: makeCortex(on, weights.cortex),
    cerebellum: weights.cerebellum,
    arm,
    random: makeRandom(order.seed),
    delay: order.settings.delayMs / 1000,
    noise: order.settings.noise,
    period,
  });
  const { brain, plant } = rig;
  const demo = makeDemo(order.settings.demo);
  brain.cerebellum = order.settings.cerebellum;
  brain.olive = order.settings.olive;

  const observer = observe(rig, arm);
  const statistics = statisticsWriter(shared.statistics);
  const telemetry = telemetryWriter(shared.telemetry);
  const record = recordTurn(telemetry.record, rig);
  const settingsBox = mailboxReader(shared.settings);
  const goalBox = mailboxReader(shared.goal);
  const path = goalBox.words.subarray(GOAL_HEADER);
  const stopFlag = new Int32Array(shared.stop);
  let over = false;
  let fault = false;
  let ticks = 0;
  let heap = 0;

  const prepare = (now: number): void => {
    if (settingsBox.read()) {
      const { words } = settingsBox;
      brain.cerebellum = words[0] === 1;
      brain.olive = words[1] === 1;
      plant.delay = (words[2] ?? 0) / 1000;
      plant.noise = words[3] ?? 0;
      demo.choose(demoNames[words[4] ?? 0] ?? "still");
    }
    if (goalBox.read()) {
      observer.abandon();
      demo.yield();
      if (goalBox.words[0] === GOAL_STROKE) brain.goals.draw(now, path, goalBox.words[1] ?? 0);
      else brain.goals.reach(now, path[0] ?? 0, path[1] ?? 0);
    } else if (demo.isDue(now, brain.goals.endsAt())) {
      observer.begin(now, demo.next());
    }
  };

  const stop = (): boolean => over || Atomics.load(stopFlag, 0) !== 0;
  controlLoop({ ...rig, ticks: fixedRate({ timer, period, stop }), prepare }).subscribe((turn) => {
    const { tick } = turn;
    if (turn.decided) {
      observer.see(tick.at);
      record(turn, demo.figure);
      telemetry.publish();
    }
    statistics.count(tick.at, tick.at - tick.due, tick.spent, tick.missed);
    ticks++;
    if (ticks % HEAP_EVERY === 0 && ticks >= HEAP_FROM) {
      const now = getHeapStatistics().used_heap_size;
      if (ticks > HEAP_FROM && now >= heap) statistics.countBytes(now - heap, HEAP_EVERY);
      heap = now;
    }
    fault = turn.fault;
    over = fault || (duration > 0 && tick.at >= duration);
  });
  return { kind: "ended", fault, reaches: observer.reaches };
}
