/** Small batches of noise, and learners that fit them. */
import * as tf from "@tensorflow/tfjs";
import { loadKernels } from "../../../cli/load-kernels.ts";
import type { NamedArrays } from "../../../controller/learning/ccrnn/initial-weights.ts";
import {
  initialWeights,
  randomOutputLayer,
} from "../../../controller/learning/ccrnn/initial-weights.ts";
import { kernelLearner } from "../../../controller/learning/ccrnn/kernel-learner.ts";
import type { Learner } from "../../../controller/learning/ccrnn/learner.ts";
import type {
  LearnerConfig,
  LearnerSizes,
} from "../../../controller/learning/ccrnn/learner-config.ts";
import { REFERENCE } from "../../../controller/learning/ccrnn/presets.ts";
import type { SequenceBatch } from "../../../controller/learning/ccrnn/sequence-batch.ts";
import { tfjsLearner } from "../../../controller/learning/ccrnn/tfjs-learner.ts";
import { makeRandom } from "../../../sim/random.ts";

/** Seven steps of five samples. */
export const sizes: LearnerSizes = { inputs: 3, outputs: 2, kind: "values", steps: 7, batch: 5 };

/** Six units and sixteen granule cells. */
export const small = (change: Partial<LearnerConfig> = {}): LearnerConfig => ({
  ...REFERENCE,
  cortex: { ...REFERENCE.cortex, hidden: 6 },
  cerebellum: { granules: 16, layers: 1, fanIn: "dense", mossyFibres: "normal" },
  ...change,
});

export function noisyBatch(
  seed: number,
  samples = sizes.batch,
  steps = sizes.steps,
): SequenceBatch {
  const random = makeRandom(seed);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  return {
    batch: samples,
    steps,
    inputs: normals(steps * samples * sizes.inputs),
    inputWidth: sizes.inputs,
    targets: {
      kind: "values",
      values: normals(steps * samples * sizes.outputs),
      width: sizes.outputs,
    },
  };
}

/** Labels for the same inputs, none at some steps. */
export function labelledBatch(seed: number, classes: number): SequenceBatch {
  const random = makeRandom(seed + 1000);
  const labels = Int32Array.from(
    { length: sizes.steps * sizes.batch },
    () => Math.floor((classes + 1) * random.uniform()) - 1,
  );
  return { ...noisyBatch(seed), targets: { kind: "classes", labels, classes } };
}

/** Pictures, and six words to read and to tell, as an embedding takes them; with gains, if wanted. */
export function wordBatch(seed: number, width: number, hasGains: boolean): SequenceBatch {
  const random = makeRandom(seed + 2000);
  const rows = sizes.steps * sizes.batch;
  const tokens = Int32Array.from({ length: rows }, (_, i) =>
    i < sizes.batch ? -1 : Math.floor(WORDS * random.uniform()),
  );
  const gains = Float32Array.from({ length: rows * width }, () => (random.uniform() < 0.5 ? 2 : 0));
  return {
    ...labelledBatch(seed, WORDS),
    inputs: noisyBatch(seed).inputs.slice(0, sizes.batch * sizes.inputs),
    tokens,
    ...(hasGains ? { gains } : {}),
  };
}

const WORDS = 6;
export const wordSizes: LearnerSizes = { ...sizes, outputs: WORDS, kind: "classes" };

/** Initial weights, and with `spoken` a cerebellum that says something from the start. */
export function seededWeights(
  config: LearnerConfig,
  seed: number,
  spoken = true,
  { inputs, outputs }: LearnerSizes = sizes,
): NamedArrays {
  const { uniform } = makeRandom(seed);
  const initial = initialWeights(config, inputs, outputs, uniform);
  return spoken ? { ...initial, ...randomOutputLayer(config, uniform) } : initial;
}

interface Made {
  readonly config: LearnerConfig;
  readonly weights: NamedArrays;
  readonly sizes?: LearnerSizes;
  readonly mergeEqualSamples?: boolean;
}

export type Make = (made: Made) => Learner;

const onKernels =
  (prefer: "typescript" | "wasm-simd"): Make =>
  (made) =>
    kernelLearner({ sizes, ...made, kernels: loadKernels({ megabytes: 8, prefer }) });

export const plain = onKernels("typescript");
export const simd = onKernels("wasm-simd");
export const tfjs: Make = (made) => tfjsLearner({ sizes, ...made, tf });
