/** Who learns to caption, and with which numbers. */
import type {
  LearnerConfig,
  LearnerSizes,
} from "../../../controller/learning/ccrnn/learner-config.ts";
import type { LearnerName } from "../../../controller/learning/ccrnn/presets.ts";
import { PRESETS, shapeOf } from "../../../controller/learning/ccrnn/presets.ts";
import type { CaptionTask } from "../../tasks/sequence/captions/caption-batches.ts";

export interface CaptionerOptions {
  /** Steps through which the cortex can look back. The paper's figure has four. */
  readonly window: number;
  readonly hidden: number;
  readonly embedding: number;
  readonly granules: number;
  /**
   * When weights change. After each window is the published way, with no bound on the gradient; a
   * learner with short windows then takes more steps than one with long ones. BP(λ) cannot do that.
   */
  readonly update: LearnerConfig["update"];
  /** Adam's rate. */
  readonly rate: number;
}

export function captionerConfig(captioner: LearnerName, options: CaptionerOptions): LearnerConfig {
  const { window, hidden, embedding, granules, update, rate } = options;
  const isBest = captioner === "best";
  const preset: LearnerConfig = isBest ? PRESETS.best : { ...PRESETS.reference, terminal: "zero" };
  const cerebellumRate = isBest ? PRESETS.best.adam.cerebellumRate : rate;
  const config: LearnerConfig = {
    ...preset,
    cortex: { kind: "lstm", hidden, biases: 2 },
    embedding: { width: embedding },
    cerebellum: { granules, layers: 1, fanIn: "dense", mossyFibres: "normal" },
    window,
    interval: 1,
    update: isBest ? "batch" : update,
    // No bound, but a number that survives JSON.
    clipNorm: update === "window" && !isBest ? Number.MAX_VALUE : preset.clipNorm,
    adam: { rate, cerebellumRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  };
  return shapeOf[captioner](config);
}

/** What a learner of the task has to be made for. */
export function captionSizes(task: CaptionTask): LearnerSizes {
  return {
    inputs: task.featureWidth,
    outputs: task.vocabulary.words.length,
    kind: "classes",
    steps: task.longest + 2,
    batch: task.batch,
  };
}
