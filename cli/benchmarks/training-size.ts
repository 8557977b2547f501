/**
 * What is trained to see how long training takes: the paper's line drawing, and nets as large as those
 * of its captions. All of it follows from the names, so every process makes the same.
 */
import type { NamedArrays } from "../../controller/learning/ccrnn/initial-weights.ts";
import {
  initialWeights,
  randomOutputLayer,
} from "../../controller/learning/ccrnn/initial-weights.ts";
import type {
  LearnerConfig,
  LearnerSizes,
} from "../../controller/learning/ccrnn/learner-config.ts";
import { REFERENCE, withoutCerebellum } from "../../controller/learning/ccrnn/presets.ts";
import type { SequenceBatch } from "../../controller/learning/ccrnn/sequence-batch.ts";
import { makeRandom } from "../../sim/random.ts";
import { lineDrawing } from "../../sim/tasks/sequence/line-drawing.ts";

export const sizeNames = ["small", "large", "huge"] as const;
export type SizeName = (typeof sizeNames)[number];

export const learnerNames = ["ccrnn", "crnn"] as const;
export type LearnerName = (typeof learnerNames)[number];

export interface TrainingSize {
  readonly name: SizeName;
  readonly text: string;
  readonly sizes: LearnerSizes;
  /** Batches timed together, so that a clock can tell. */
  readonly batches: number;
  config(learner: LearnerName): LearnerConfig;
  weights(learner: LearnerName): NamedArrays;
  /** All samples of a batch are different, unless `equal` is set: then they repeat, as in the task. */
  practice(equal: boolean): SequenceBatch[];
}

const BATCH = 50;
const STEPS = 10;
const EPOCH = 16;
const WEIGHTS_SEED = 1;
const PRACTICE_SEED = 2;
/** Noise on the cues that tells samples apart and changes nothing else. */
const NOISE = 1e-3;

export function trainingSize(name: SizeName): TrainingSize {
  if (name === "small") return lines();
  return captions(name, name === "large" ? 256 : 1024);
}

function lines(): TrainingSize {
  const sizes = { inputs: 1, outputs: 2, kind: "values", steps: STEPS, batch: BATCH } as const;
  return {
    name: "small",
    text: "line drawing: LSTM of 50, 400 granule cells, feedback every second step",
    batches: EPOCH,
    ...learners(REFERENCE, sizes),
    practice: (equal) => [
      ...lineDrawing({ noise: equal ? 0 : NOISE }).epoch(makeRandom(PRACTICE_SEED)),
    ],
  };
}

/** The paper's sizes, on noise: what is said does not matter here, only how long it takes to learn. */
function captions(name: SizeName, hidden: number): TrainingSize {
  const sizes = {
    inputs: 256,
    outputs: 10_000,
    kind: "classes",
    steps: STEPS,
    batch: BATCH,
  } as const;
  const config: LearnerConfig = {
    ...REFERENCE,
    cortex: { ...REFERENCE.cortex, hidden },
    cerebellum: { granules: 1024, layers: 1, fanIn: "dense", mossyFibres: "normal" },
    interval: 1,
  };
  return {
    name,
    text: `captions: LSTM of ${hidden}, 1,024 granule cells, inputs of 256, 10,000 words`,
    batches: 1,
    ...learners(config, sizes),
    practice: () => {
      const random = makeRandom(PRACTICE_SEED);
      const rows = STEPS * BATCH;
      const inputs = Float32Array.from({ length: rows * sizes.inputs }, () => random.normal());
      const labels = Int32Array.from({ length: rows }, () =>
        Math.floor(sizes.outputs * random.uniform()),
      );
      const targets = { kind: "classes", labels, classes: sizes.outputs } as const;
      return [{ batch: BATCH, steps: STEPS, inputs, inputWidth: sizes.inputs, targets }];
    },
  };
}

function learners(ccrnn: LearnerConfig, sizes: LearnerSizes) {
  const config = (learner: LearnerName): LearnerConfig =>
    learner === "ccrnn" ? ccrnn : withoutCerebellum(ccrnn);
  return {
    sizes,
    config,
    weights: (learner: LearnerName): NamedArrays => {
      const { uniform } = makeRandom(WEIGHTS_SEED);
      const initial = initialWeights(config(learner), sizes.inputs, sizes.outputs, uniform);
      // A cerebellum that speaks, for gradients are compared.
      return { ...initial, ...randomOutputLayer(config(learner), uniform) };
    },
  };
}
