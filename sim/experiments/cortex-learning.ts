/**
 * How a cortex learns while it moves, where it is asked to. Sizes and rates were chosen on seeds from
 * 5000 on.
 */
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { makeBodyModel } from "../../controller/cerebellum/body-model.ts";
import type { Lesion } from "../../controller/cerebellum/lesion.ts";
import { makeSyntheticGradient } from "../../controller/cerebellum/synthetic-gradient.ts";
import type { Cortex } from "../../controller/cortex/cortex.ts";
import { corticalInput } from "../../controller/cortex/cortical-input.ts";
import type {
  OnlineCortex,
  OnlineMemory,
  OnlineSettings,
} from "../../controller/cortex/online/online-cortex.ts";
import { allocateOnline, makeOnlineCortex } from "../../controller/cortex/online/online-cortex.ts";
import type { GoalPlayer } from "../../controller/goal/goal-player.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import { TRACKING } from "../../controller/learning/tracking-loss.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { WORKSPACE } from "../tasks/workspace.ts";

/** What a cortex needs to learn at all: memory that is taken once, and holds the weights it came with. */
export interface CortexLearning {
  readonly kernels: Kernels;
  readonly memory: OnlineMemory;
  readonly settings: OnlineSettings;
}

/** The longest window that may be asked for [decisions]. */
const WINDOW_MAX = 100;

export const ONLINE_CORTEX: OnlineSettings = {
  window: 20,
  rate: 2e-4,
  clip: 1e9,
  heard: 0.5,
  bounds: { radius: 0.3, span: 1000, worse: 1.5 },
};

export const allocateLearning = (kernels: Kernels, cortex: Cortex): OnlineMemory =>
  allocateOnline(kernels, cortex.weights, WINDOW_MAX);

interface Surroundings {
  readonly cortex: Cortex;
  readonly arm: Arm;
  readonly home: readonly [number, number];
  readonly lesion: Lesion;
  readonly goals: GoalPlayer;
  /** Decisions to remember. */
  readonly remembered: number;
}

export function growOnlineCortex(
  { kernels, memory, settings }: CortexLearning,
  { cortex, arm, home, lesion, goals, remembered }: Surroundings,
): OnlineCortex {
  const online = makeOnlineCortex({
    kernels,
    cortex,
    memory,
    input: corticalInput(arm, WORKSPACE),
    body: makeBodyModel({ arm, home, period: BRAIN_PERIOD, memory: remembered }),
    cerebellum: makeSyntheticGradient(cortex.weights.shapes.outWeight[1]),
    lesion,
    goals,
    loss: TRACKING,
    period: BRAIN_PERIOD,
    remembered,
    settings,
  });
  online.reset();
  return online;
}
