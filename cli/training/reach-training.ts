/**
 * One training run from fresh weights to a brain: the cortex by practice, then the cerebellum by
 * moving with it, then the examination that goes into its record.
 */

import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { BrainWeights } from "../../controller/brain-weights.ts";
import { allocateBrain } from "../../controller/brain-weights.ts";
import { commandSpace } from "../../controller/cortex/command-space.ts";
import { initialiseCortex, makeCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import type { PolicyTrainer, Progress } from "../../controller/learning/policy-trainer.ts";
import { makePolicyTrainer } from "../../controller/learning/policy-trainer.ts";
import { TRACKING } from "../../controller/learning/tracking-loss.ts";
import type { ArmName } from "../../plant/arm/presets.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import type { Performance } from "../../sim/experiments/performance.ts";
import { measurePerformance } from "../../sim/experiments/performance.ts";
import { play } from "../../sim/experiments/play.ts";
import type { Random } from "../../sim/random.ts";
import { makeRandom } from "../../sim/random.ts";
import { practise } from "../../sim/tasks/practice.ts";
import { randomGoals } from "../../sim/tasks/programme.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";
import type { TrainingArrays } from "./checkpoint.ts";

export interface TrainingOptions {
  readonly arm: ArmName;
  /** Added to both joints [N·m·s/rad]. */
  readonly viscosity: number;
  readonly hidden: number;
  readonly granuleCells: number;
  readonly iterations: number;
  readonly batch: number;
  /** Of practice [ticks]. */
  readonly horizon: number;
  /** Longest delay that the cortex has to get by with alone [ticks]. */
  readonly lag: number;
  readonly seed: number;
}

/** Integration steps in a brain period while training: muscles that all pull make an arm stiff. */
const SUBSTEPS = 2;
const MUSCLE_SUBSTEPS = 4;
const SCHEDULE = {
  rate: 3e-3,
  lastRate: 1e-5,
  firstHorizon: 30,
  horizonWarmUp: 0.25,
  noiseWarmUp: 0.2,
  clip: 1,
} as const;

/** Seeds of the quick examinations in between, and of the one at the end: never those of training. */
const QUIZ_SEEDS = [9001] as const;
export const EXAM = {
  seeds: [101, 102, 103, 104, 105],
  rounds: 8,
  delay: 0.1,
  noise: 1,
} as const;
/** Goals that the cerebellum learns to predict on: about four minutes of movement. */
const LESSONS = 120;

export interface ReachTraining {
  readonly brain: BrainWeights;
  readonly trainer: PolicyTrainer;
  readonly arrays: TrainingArrays;
  readonly random: Random;
  step(): Progress;
  /** Mean of path and drawing error [mm] with perfect senses: what "best" means. */
  quiz(): number;
  /** Takes the best weights, lets the cerebellum learn on them, and examines the whole. */
  finish(): { intact: Performance; cerebellumOff: Performance };
}

export function makeReachTraining(kernels: Kernels, options: TrainingOptions): ReachTraining {
  const { hidden, granuleCells, iterations, batch, horizon, lag, seed } = options;
  const arm = presetArm(options.arm, options.viscosity);
  const random = makeRandom(seed);
  const commands = commandSpace(arm);
  const brain = allocateBrain(kernels, hidden, granuleCells, random, commands.size);
  initialiseCortex(kernels, brain.cortex, random.uniform, commands);
  const best = kernels.allocate(brain.cortex.count);
  kernels.copy(best, brain.cortex.start, brain.cortex.count);
  const cortex = makeCortex(kernels, brain.cortex, commands);
  const trainer = makePolicyTrainer({
    kernels,
    weights: brain.cortex,
    arm,
    workspace: WORKSPACE,
    loss: TRACKING,
    batch,
    substeps: arm.muscles ? MUSCLE_SUBSTEPS : SUBSTEPS,
    schedule: {
      ...SCHEDULE,
      iterations,
      horizon,
      firstHorizon: Math.min(SCHEDULE.firstHorizon, horizon),
    },
    practise: (episodes, noise) =>
      practise(episodes, arm, random, { period: BRAIN_PERIOD, noise, lag }),
  });
  const body = { cortex, cerebellum: brain.cerebellum, arm };

  return {
    brain,
    trainer,
    random,
    arrays: {
      weights: kernels.view(brain.cortex.start, brain.cortex.count),
      best: kernels.view(best, brain.cortex.count),
      ...trainer.moments,
    },

    step: () => trainer.step(),

    quiz() {
      const { pathRmsMm, drawingRmsMm } = measurePerformance({
        ...body,
        seeds: QUIZ_SEEDS,
        rounds: 1,
        delay: 0,
        noise: 1,
        intact: true,
      });
      return (pathRmsMm + drawingRmsMm) / 2;
    },

    finish() {
      this.arrays.weights.set(this.arrays.best);
      const { delay, noise } = EXAM;
      const pupil = makeRandom(seed + 1);
      const goals = randomGoals(LESSONS, pupil);
      play({ ...body, random: pupil, delay, noise, goals, intact: true });
      return {
        intact: measurePerformance({ ...body, ...EXAM, intact: true }),
        cerebellumOff: measurePerformance({ ...body, ...EXAM, intact: false }),
      };
    },
  };
}
