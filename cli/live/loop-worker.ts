/**
 * The loop's own thread: brain and arm on the wall clock, blind and deaf but for shared memory.
 *
 * The thread blocks in `subscribe` until it is told to stop, so nothing here waits for events.
 */

import { parentPort, workerData } from "node:worker_threads";
import { statisticsWriter } from "../../bridge/shared/loop-statistics.ts";
import { mailboxReader, postTo } from "../../bridge/shared/mailbox.ts";
import { telemetryWriter } from "../../bridge/shared/telemetry-ring.ts";
import { stageClock } from "../../bridge/stage-clock.ts";
import { wallTimer } from "../../bridge/wall-timer.ts";
import { decodeBrain, installBrain } from "../../bridge/weights/brain-file.ts";
import { fixedRate } from "../../controller/clock.ts";
import { commandSpace } from "../../controller/cortex/command-space.ts";
import { makeCortex } from "../../controller/cortex/cortex.ts";
import { INVALID, makeFallback, OVERRUNS } from "../../controller/fallback/fallback.ts";
import { keepBrain } from "../../controller/fallback/kept-brain.ts";
import { controlLoop } from "../../controller/loop.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRig } from "../../sim/experiments/rig.ts";
import { makeRandom } from "../../sim/random.ts";
import { demoNames, makeDemo } from "../../sim/tasks/demo.ts";
import { loadKernels } from "../load-kernels.ts";
import { threadId } from "../real-time/thread-id.ts";
import { easedDelay } from "./eased-delay.ts";
import type { LoopOrder, LoopReport } from "./loop-order.ts";
import { GOAL_HEADER, GOAL_STROKE, settingsToWords } from "./loop-order.ts";
import { movementOnset } from "./movement-onset.ts";
import { recordTurn } from "./record-turn.ts";
import { rehearse } from "./rehearse.ts";
import { rehearsedTimer } from "./rehearsed-timer.ts";
import { watchHeap } from "./watch-heap.ts";

/** The loop's first minute is run through before the clock starts, to have it compiled [s]. */
const REHEARSAL = 60;
/** In the first half all happens that may happen later; in the second what was upset settles [s]. */
const ACT = 2;
const EVENTFUL = REHEARSAL / ACT / 2;
/** The heap is looked at every so many ticks. */
const HEAP_EVERY = 1000;

const order = workerData as LoopOrder;
const { shared } = order;
const settings = { ...order.settings, rateHz: order.rateHz };
const tell = (report: LoopReport): void => parentPort?.postMessage(report);

const kernels = loadKernels(order.engine ? { prefer: order.engine } : {});
const file = decodeBrain(order.brain);
if (typeof file === "string") throw new Error(file);
const weights = installBrain(kernels, file);
const arm = presetArm(order.arm, file.provenance.viscosity);
const cortex = makeCortex(kernels, weights.cortex, commandSpace(arm));
const rig = makeRig({
  cortex,
  cerebellum: weights.cerebellum,
  arm,
  random: makeRandom(order.seed),
  delay: settings.delayMs / 1000,
  noise: settings.noise,
  probe: stageClock(shared.statistics),
});
const { brain, plant } = rig;
brain.cerebellum = settings.cerebellum;
brain.olive = settings.olive;
const demo = makeDemo(settings.demo);
/** [0]: period of the loop [s]. */
const pace = Float64Array.of(1 / order.rateHz);
/** [0]: the delay that the senses shall have [s]. */
const delay = Float64Array.of(plant.delay);
const easeDelay = easedDelay(plant, delay);
const kept = keepBrain(cortex, weights.cerebellum);
const fallback = makeFallback({ ...rig, muscles: arm.muscles, restore: kept.restore });

const statistics = statisticsWriter(shared.statistics);
const telemetry = telemetryWriter(shared.telemetry);
/** Time and tick at which telemetry begins. */
const origin = Float64Array.of(REHEARSAL, 0);
const record = recordTurn(telemetry.record, rig, origin);
const watchOnset = movementOnset(brain, arm, statistics.countMovement);
const settingsBox = mailboxReader(shared.settings);
const goalBox = mailboxReader(shared.goal);
const path = goalBox.words.subarray(GOAL_HEADER);
const stopFlag = new Int32Array(shared.stop);
const heap = watchHeap(HEAP_EVERY, statistics.countBytes);
const end = order.duration > 0 ? REHEARSAL + order.duration : Number.POSITIVE_INFINITY;
/** When the next act begins [s]. A list of acts, so that V8 takes none of them into the tick's code. */
const curtain = Float64Array.of(ACT);
const acts = Array.from({ length: REHEARSAL / ACT - 1 }, (_, act) => () => {
  beginAnew();
  curtain[0] = (act + 2) * ACT;
  if (act === 0) fallback.takeOver(OVERRUNS);
  if (act < EVENTFUL) rehearse(shared, settings, act);
  else postTo(shared.settings, settingsToWords(settings));
});
acts.push(goLive);
let act = 0;
let over = false;
let fault = false;

controlLoop({
  ...rig,
  fallback: order.fallback ? fallback : undefined,
  ticks: fixedRate({
    timer: rehearsedTimer(wallTimer(), REHEARSAL),
    period: pace,
    overrun: order.overrun,
    stop: () => over || Atomics.load(stopFlag, 0) !== 0,
  }),
  prepare,
}).subscribe((turn) => {
  const { tick } = turn;
  if (turn.decided) {
    record(turn, demo);
    telemetry.publish();
    statistics.countDecision(turn);
    watchOnset(plant.truth, tick);
  }
  statistics.count(tick);
  heap();
  over = tick.at >= end;
  if (tick.at >= (curtain[0] ?? 0)) {
    origin[1] = tick.index;
    acts[act++]?.();
  }
  // A brain that cannot be trusted before it has begun is none to begin with.
  if (turn.fault || (turn.cause === INVALID && act < acts.length)) {
    fault = true;
    over = true;
  }
});
tell({ kind: "ended", fault });

/** What happened so far does not count. */
function beginAnew(): void {
  telemetry.reset();
  statistics.reset();
}

/** The rehearsal is over: from the next tick on, time is that of the clock. */
function goLive(): void {
  beginAnew();
  kept.keep();
  curtain[0] = Number.POSITIVE_INFINITY;
  postTo(shared.settings, settingsToWords(settings));
  tell({ kind: "ready", engine: kernels.name, thread: threadId() });
}

/** New goals and settings, before the brain decides. */
function prepare(now: number): void {
  if (settingsBox.read()) {
    const { words } = settingsBox;
    brain.cerebellum = words[0] === 1;
    brain.olive = words[1] === 1;
    delay[0] = (words[2] ?? 0) / 1000;
    plant.noise = words[3] ?? 0;
    demo.choose(demoNames[words[4] ?? 0] ?? "still");
    pace[0] = 1 / (words[5] ?? order.rateHz);
  }
  easeDelay();
  if (goalBox.read()) {
    demo.yield();
    if (goalBox.words[0] === GOAL_STROKE) brain.goals.draw(now, path, goalBox.words[1] ?? 0);
    else brain.goals.reach(now, path[0] ?? 0, path[1] ?? 0);
  } else if (demo.isDue(now, brain.goals.endsAt())) {
    const goal = demo.next();
    if (goal.kind === "reach") brain.goals.reach(now, goal.x, goal.y);
    else brain.goals.draw(now, goal.path, goal.path.length / 2);
  }
}
