/**
 * The loop's own thread: brain and arm on the wall clock, blind and deaf but for shared memory.
 *
 * The thread blocks in `subscribe` until it is told to stop, so nothing here waits for events.
 */

import { parentPort, workerData } from "node:worker_threads";
import { statisticsWriter } from "../../bridge/shared/loop-statistics.ts";
import { mailboxReader, postTo } from "../../bridge/shared/mailbox.ts";
import { telemetryWriter } from "../../bridge/shared/telemetry-ring.ts";
import { unitWriter } from "../../bridge/shared/unit-ring.ts";
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
import { AIM_LEARNING, COMMAND_LEARNING } from "../../sim/experiments/adaptation.ts";
import { allocateLearning, ONLINE_CORTEX } from "../../sim/experiments/cortex-learning.ts";
import { LEARNER_PREDICTIONS } from "../../sim/experiments/prediction.ts";
import { makeRig } from "../../sim/experiments/rig.ts";
import { makeLiveWorld } from "../../sim/perturbations/live-world.ts";
import { makeRandom } from "../../sim/random.ts";
import { demoNames, makeDemo } from "../../sim/tasks/demo.ts";
import { loadKernels } from "../load-kernels.ts";
import { threadId } from "../real-time/thread-id.ts";
import { dialTurner } from "./dials.ts";
import { easedDelay } from "./eased-delay.ts";
import { heldTimer } from "./held-timer.ts";
import type { LoopOrder, LoopReport } from "./loop-order.ts";
import { DIALS_AT, GOAL_HEADER, GOAL_STROKE, settingsToWords } from "./loop-order.ts";
import { movementOnset } from "./movement-onset.ts";
import { recordTurn } from "./record-turn.ts";
import { granulesAmong, recordUnits } from "./record-units.ts";
import { rehearse } from "./rehearse.ts";
import { rehearsedTimer } from "./rehearsed-timer.ts";
import { noteEpoch } from "./ring-age.ts";
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
const settings = { ...order.settings, restores: 0 };
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
  // The share that the cerebellum adds is one of torques.
  adaptation: { ...(arm.muscles ? {} : { command: COMMAND_LEARNING }), aim: AIM_LEARNING },
  // Learners that count on commands being torques are nothing to muscles.
  alternatives: arm.muscles ? [] : LEARNER_PREDICTIONS,
  cortexLearning: arm.muscles
    ? undefined
    : { kernels, memory: allocateLearning(kernels, cortex), settings: ONLINE_CORTEX },
  probe: stageClock(shared.statistics),
});
const { brain, plant } = rig;
const world = makeLiveWorld(plant, rig.brainPeriod, settings.visualDelayMs / 1000);
const turnDials = dialTurner(rig, world);
brain.cerebellum = settings.cerebellum;
brain.olive = settings.olive;
const demo = makeDemo(settings.demo);
/** [0]: period of the loop [s]. */
const pace = Float64Array.of(1 / settings.rateHz);
/** [0]: how often the cortex was to go back so far. */
const restored = new Float64Array(1);
/** [0]: the delay that the senses shall have [s]. */
const delay = Float64Array.of(plant.delay);
const easeDelay = easedDelay(plant, delay);
const kept = keepBrain({ ...rig, cortex });
const fallback = makeFallback({ ...rig, muscles: arm.muscles, restore: kept.restore });

const statistics = statisticsWriter(shared.statistics);
const telemetry = telemetryWriter(shared.telemetry);
const units = unitWriter(shared.units, order.units);
const noteUnits = recordUnits(units.row, cortex, rig, granulesAmong(order.units));
/** Time and tick that telemetry counts from; others move it while they hold the loop. */
const origin = new Float64Array(shared.origin);
origin[0] = REHEARSAL;
const record = recordTurn(telemetry.record, rig, world, origin);
const watchOnset = movementOnset(brain, arm, statistics.countMovement);
const settingsBox = mailboxReader(shared.settings);
const goalBox = mailboxReader(shared.goal);
const pushBox = mailboxReader(shared.push);
const dials = settingsBox.words.subarray(DIALS_AT);
const seen = new Float64Array(3);
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
  if (act === EVENTFUL) kept.restore();
});
acts.push(goLive);
let act = 0;
let over = false;
let fault = false;

controlLoop({
  ...rig,
  fallback: order.fallback ? fallback : undefined,
  ticks: fixedRate({
    timer: rehearsedTimer(heldTimer(wallTimer(), shared.hold), REHEARSAL),
    period: pace,
    overrun: order.overrun,
    stop: () => over || Atomics.load(stopFlag, 0) !== 0,
  }),
  prepare,
}).subscribe((turn) => {
  const { tick } = turn;
  if (turn.decided) {
    record(turn, demo);
    noteUnits();
    units.keep(telemetry.count());
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
  noteEpoch(shared, 0);
  brain.onlineCortex?.reset();
  kept.keep();
  curtain[0] = Number.POSITIVE_INFINITY;
  postTo(shared.settings, settingsToWords(settings));
  tell({ kind: "ready", engine: kernels.name, thread: threadId() });
}

/** Shows the brain the cursor. A function of its own, for V8 takes only so much into the code of a tick. */
function show(now: number): void {
  world.look(seen, now);
  brain.look(seen, now);
}

/** Back to the weights that the cortex came with, if it has not been told so `times` times before. */
function restoreCortex(times: number): void {
  if (times !== restored[0]) brain.onlineCortex?.reset();
  restored[0] = times;
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
    turnDials(dials);
    pace[0] = 1 / (words[5] ?? settings.rateHz);
    restoreCortex(words[6] ?? 0);
  }
  easeDelay();
  if (pushBox.read()) world.push(pushBox.words, now);
  if (goalBox.read()) {
    demo.yield();
    if (goalBox.words[0] === GOAL_STROKE) brain.goals.draw(now, path, goalBox.words[1] ?? 0);
    else brain.goals.reach(now, path[0] ?? 0, path[1] ?? 0);
  } else if (demo.isDue(now, brain.goals.endsAt())) {
    const goal = demo.next();
    if (goal.kind === "reach") brain.goals.reach(now, goal.x, goal.y);
    else brain.goals.draw(now, goal.path, goal.path.length / 2);
  }
  world.watch(now);
  if (brain.adaptive || brain.cortexLearning) show(now);
}
