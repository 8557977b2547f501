/**
 * Where experiments get their subjects: brains that are all alike, each with a cerebellum of its own.
 */
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { Cerebellum } from "../../controller/brain-weights.ts";
import { copyCerebellum } from "../../controller/brain-weights.ts";
import type { Cortex } from "../../controller/cortex/cortex.ts";
import type { OnlineSettings } from "../../controller/cortex/online/online-cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { makeRandom } from "../random.ts";
import { allocateLearning } from "./cortex-learning.ts";
import type { Rig, RigOptions } from "./rig.ts";
import { makeRig } from "./rig.ts";
import type { Stage } from "./stage.ts";

export interface Subject extends Partial<Omit<RigOptions, "cortex" | "random" | "cortexLearning">> {
  /** How the cortex learns while it moves; it does not, unless told. */
  readonly onlineCortex?: OnlineSettings;
  /** Of the senses' noise. */
  readonly seed: number;
  /** What is done to it, for those who look on: the name of its curve. */
  readonly condition?: string;
}

export interface Laboratory {
  readonly arm: Arm;
  /** Time between two samples of what a subject does [s]. */
  readonly period: number;
  /** A brain and its arm at rest, delay 100 ms and noise 1 unless told; the one before is dismissed. */
  subject(options: Subject): Rig;
}

const DELAY = 0.1;

/** `stageOf` makes a stage for the subject of a condition. */
export function openLaboratory(
  kernels: Kernels,
  cortex: Cortex,
  cerebellum: Cerebellum,
  arm: Arm,
  stageOf?: (condition: string) => Stage,
): Laboratory {
  const { start, count } = cortex.weights;
  const memory = allocateLearning(kernels, cortex);
  return {
    arm,
    period: BRAIN_PERIOD,
    subject({ seed, condition = "", onlineCortex, ...options }) {
      // The subject before may have changed them.
      kernels.copy(start, memory.bounds.shipped, count);
      const rig = makeRig({
        cortex,
        cerebellum: copyCerebellum(cerebellum),
        arm,
        delay: DELAY,
        noise: 1,
        random: makeRandom(seed),
        stage: stageOf?.(condition),
        ...(onlineCortex ? { cortexLearning: { kernels, memory, settings: onlineCortex } } : {}),
        ...options,
      });
      rig.brain.cortexLearning = onlineCortex !== undefined;
      return rig;
    },
  };
}
