import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { ORDINARY_SETTINGS } from "../../bridge/protocol/live-settings.ts";
import { statisticsWriter } from "../../bridge/shared/loop-statistics.ts";
import { telemetryWriter } from "../../bridge/shared/telemetry-ring.ts";
import { unitWriter } from "../../bridge/shared/unit-ring.ts";
import { decodeBrain, installBrain } from "../../bridge/weights/brain-file.ts";
import { dialTurner, dialWords } from "../../cli/live/dials.ts";
import type { SharedBuffers } from "../../cli/live/loop-order.ts";
import { sharedBuffers } from "../../cli/live/loop-order.ts";
import { recordTurn } from "../../cli/live/record-turn.ts";
import { recordUnits, unitGroups } from "../../cli/live/record-units.ts";
import { loadKernels } from "../../cli/load-kernels.ts";
import { readBrain, shippedBrain } from "../../cli/read-brain.ts";
import type { Timer } from "../../controller/clock.ts";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { makeCortex } from "../../controller/cortex/cortex.ts";
import { makeFallback } from "../../controller/fallback/fallback.ts";
import { keepBrain } from "../../controller/fallback/kept-brain.ts";
import { controlLoop } from "../../controller/loop.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { AIM_LEARNING, COMMAND_LEARNING } from "../../sim/experiments/adaptation.ts";
import { allocateLearning, ONLINE_CORTEX } from "../../sim/experiments/cortex-learning.ts";
import { LEARNER_PREDICTIONS, LIVE_GRANULES } from "../../sim/experiments/prediction.ts";
import type { Rig } from "../../sim/experiments/rig.ts";
import { makeRig } from "../../sim/experiments/rig.ts";
import { makeLiveWorld } from "../../sim/perturbations/live-world.ts";
import { makeRandom } from "../../sim/random.ts";
import { makeDemo } from "../../sim/tasks/demo.ts";

interface Course {
  readonly seconds: number;
  /** Settings that differ from the ordinary, from a moment on [s]. */
  readonly course?: readonly { from: number; settings: Partial<LiveSettings> }[];
  readonly timer?: Timer;
  /** Called before every decision, at `now` [s]. */
  readonly disturb?: (parts: Struck, now: number) => void;
  /** Called at every decision, at `now` [s]. */
  readonly watch?: (shared: SharedBuffers, arm: Arm, now: number) => void;
}

interface Struck {
  readonly rig: Rig;
  /** Weights of the cortex. */
  readonly weights: ArrayLike<number> & { fill(value: number): unknown };
}

/** The shipped brain at its demo, with all that a live loop has, in time that takes none. */
export function recordedLoop(options: Course) {
  const {
    seconds,
    course = [],
    timer = virtualTimer(),
    disturb = () => {},
    watch = () => {},
  } = options;
  const kernels = loadKernels();
  const file = decodeBrain(readBrain(shippedBrain()).bytes);
  if (typeof file === "string") throw new Error(file);
  const weights = installBrain(kernels, file);
  const arm = presetArm("li-todorov", file.provenance.viscosity);
  const cortex = makeCortex(kernels, weights.cortex);
  const rig = makeRig({
    cortex,
    cerebellum: weights.cerebellum,
    arm,
    random: makeRandom(5001),
    delay: 0.1,
    noise: 1,
    adaptation: { command: COMMAND_LEARNING, aim: AIM_LEARNING },
    alternatives: LEARNER_PREDICTIONS,
    cortexLearning: {
      kernels,
      memory: allocateLearning(kernels, cortex),
      settings: ONLINE_CORTEX,
    },
  });
  const groups = unitGroups(cortex.hidden.length, LIVE_GRANULES, rig.plant.commands);
  const shared = sharedBuffers(groups);
  const world = makeLiveWorld(rig.plant, rig.brainPeriod, 0.1);
  const turnDials = dialTurner(rig, world);
  const demo = makeDemo("reaching");
  const telemetry = telemetryWriter(shared.telemetry);
  const units = unitWriter(shared.units, groups);
  const record = recordTurn(telemetry.record, rig, world, new Float64Array(2));
  const noteUnits = recordUnits(units.row, cortex, rig, LIVE_GRANULES);
  const seen = new Float64Array(3);
  const { brain, plant } = rig;
  const fallback = makeFallback({ ...rig, restore: keepBrain({ ...rig, cortex }).restore });
  const statistics = statisticsWriter(shared.statistics);
  const struck = { rig, weights: kernels.view(weights.cortex.start, weights.cortex.count) };

  const set = (settings: LiveSettings): void => {
    brain.cerebellum = settings.cerebellum;
    brain.olive = settings.olive;
    plant.delay = settings.delayMs / 1000;
    plant.noise = settings.noise;
    turnDials(Float64Array.from(dialWords(settings)));
  };
  set(ORDINARY_SETTINGS);

  const changes = [...course];
  let over = false;
  controlLoop({
    ...rig,
    fallback,
    ticks: fixedRate({ timer, period: 0.001, stop: () => over }),
    prepare: (now) => {
      disturb(struck, now);
      const [change] = changes;
      if (change && now >= change.from) {
        set({ ...ORDINARY_SETTINGS, ...change.settings });
        changes.shift();
      }
      if (demo.isDue(now, brain.goals.endsAt())) {
        const goal = demo.next();
        if (goal.kind === "reach") brain.goals.reach(now, goal.x, goal.y);
      }
      world.watch(now);
      world.look(seen, now);
      brain.look(seen, now);
    },
  }).subscribe((turn) => {
    over = turn.tick.at >= seconds || turn.fault;
    if (turn.decided) statistics.countDecision(turn);
    statistics.count(turn.tick);
    if (!turn.decided) return;
    record(turn, demo);
    noteUnits();
    units.keep(telemetry.count());
    telemetry.publish();
    watch(shared, arm, turn.tick.at);
  });
  return { rig, arm, shared, groups };
}
