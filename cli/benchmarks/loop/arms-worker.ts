/**
 * Many arms in one thread, each with a brain of its own that learns, taking turns.
 */
import { parentPort, workerData } from "node:worker_threads";
import { statisticsWriter } from "../../../bridge/shared/loop-statistics.ts";
import { stageClock } from "../../../bridge/stage-clock.ts";
import { wallTimer } from "../../../bridge/wall-timer.ts";
import { decodeBrain, installBrain } from "../../../bridge/weights/brain-file.ts";
import { fixedRate } from "../../../controller/clock.ts";
import { commandSpace } from "../../../controller/cortex/command-space.ts";
import { makeCortex } from "../../../controller/cortex/cortex.ts";
import { makeFallback } from "../../../controller/fallback/fallback.ts";
import { controlLoop } from "../../../controller/loop.ts";
import { presetArm } from "../../../plant/arm/presets.ts";
import { allocateLearning, ONLINE_CORTEX } from "../../../sim/experiments/cortex-learning.ts";
import { LEARNER_PREDICTIONS } from "../../../sim/experiments/prediction.ts";
import { makeRig } from "../../../sim/experiments/rig.ts";
import { makeRandom } from "../../../sim/random.ts";
import { makeDemo } from "../../../sim/tasks/demo.ts";
import { learnerPlace } from "../../live/dials.ts";
import { movementOnset } from "../../live/movement-onset.ts";
import { rehearsedTimer } from "../../live/rehearsed-timer.ts";
import { loadKernels } from "../../load-kernels.ts";
import { threadId } from "../../real-time/thread-id.ts";
import { staggered } from "./staggered.ts";
import type { ArmsOrder, ThreadReport } from "./thread-orders.ts";

/** As in `run`: what the arms do first takes no time, and is not counted [s]. */
const REHEARSAL = 20;
/** Age of the senses [s], and their noise. */
const SENSES = { delay: 0.1, noise: 1 } as const;

const order = workerData as ArmsOrder;
const tell = (kind: ThreadReport["kind"]): void => {
  const report: ThreadReport = { kind, thread: threadId() };
  parentPort?.postMessage(report);
};
const file = decodeBrain(order.brain);
if (typeof file === "string") throw new Error(file);
const kernels = loadKernels();
const arm = presetArm(order.arm, file.provenance.viscosity);
const arms = order.statistics.length;
const writers = order.statistics.map(statisticsWriter);
const stopFlag = new Int32Array(order.stop);
let over = false;

const { ticks, served } = staggered(
  fixedRate({
    timer: rehearsedTimer(wallTimer(), REHEARSAL),
    period: 1 / (order.rateHz * arms),
    // A tick that is late because another arm's took long is still this arm's.
    overrun: "catch-up",
    stop: () => over || Atomics.load(stopFlag, 0) !== 0,
  }),
  arms,
  1 / order.rateHz,
);

order.statistics.forEach((buffer, i) => {
  const own = ticks[i];
  const statistics = writers[i];
  if (!own || !statistics) return;
  const weights = installBrain(kernels, file);
  const cortex = makeCortex(kernels, weights.cortex, commandSpace(arm));
  const rig = makeRig({
    ...SENSES,
    cortex,
    cerebellum: weights.cerebellum,
    arm,
    random: makeRandom(order.seed + i),
    alternatives: arm.muscles ? [] : LEARNER_PREDICTIONS,
    cortexLearning: order.onlineCortex
      ? { kernels, memory: allocateLearning(kernels, cortex), settings: ONLINE_CORTEX }
      : undefined,
    probe: stageClock(buffer),
  });
  const { brain, plant } = rig;
  rig.forwardModel.choose(learnerPlace(order.learner));
  brain.olive = order.learns;
  brain.cortexLearning = order.onlineCortex;
  const demo = makeDemo("reaching");
  const watchOnset = movementOnset(brain, arm, statistics.countMovement);
  controlLoop({
    ...rig,
    fallback: makeFallback({ ...rig, muscles: arm.muscles }),
    ticks: own,
    prepare: (now) => {
      if (!demo.isDue(now, brain.goals.endsAt())) return;
      const goal = demo.next();
      if (goal.kind === "reach") brain.goals.reach(now, goal.x, goal.y);
    },
  }).subscribe((turn) => {
    if (turn.decided) {
      statistics.countDecision(turn);
      watchOnset(plant.truth, turn.tick);
    }
    statistics.count(turn.tick);
  });
});

let live = false;
served.subscribe(({ at }) => {
  over = at >= REHEARSAL + order.seconds;
  if (live || at < REHEARSAL) return;
  live = true;
  for (const writer of writers) writer.reset();
  tell("ready");
});
tell("ended");
