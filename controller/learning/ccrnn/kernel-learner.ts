/** The learner on our kernels: weights, optimiser and contract around `batchGradient`. */
import type { Kernels } from "../../kernels/kernels.ts";
import type { BatchGradient } from "./batch-gradient.ts";
import { batchGradient } from "./batch-gradient.ts";
import { evaluateInParts } from "./evaluation.ts";
import type { Influence } from "./influence.ts";
import { UNTOUCHED } from "./influence.ts";
import type { NamedArrays } from "./initial-weights.ts";
import { cerebellumShapes } from "./initial-weights.ts";
import { analyseWithKernels } from "./kernel-analysis.ts";
import type { Evaluation, Learner } from "./learner.ts";
import type { LearnerConfig, LearnerSizes } from "./learner-config.ts";
import { checkConfig, stateWidth } from "./learner-config.ts";
import type { SequenceBatch } from "./sequence-batch.ts";
import type { LossSum } from "./supervision.ts";
import type { Synapses } from "./synapses.ts";
import { absentFibres, allocateSynapses, cortexMemory, readNamed, writeNamed } from "./synapses.ts";

export interface KernelLearnerOptions {
  readonly kernels: Kernels;
  readonly config: LearnerConfig;
  readonly sizes: LearnerSizes;
  readonly weights: NamedArrays;
  /** Whether equal samples of a batch are computed once; they are, unless told otherwise. */
  readonly mergeEqualSamples?: boolean;
}

export function kernelLearner(options: KernelLearnerOptions): Learner {
  const { kernels, config, sizes, mergeEqualSamples = true } = options;
  checkConfig(config);
  const cortex = allocateSynapses(kernels, cortexMemory(config, sizes), config.adam);
  const cerebellum =
    config.cerebellum === "none"
      ? undefined
      : allocateSynapses(kernels, cerebellumShapes(config), config.adam);
  const parts = cerebellum ? [cortex, cerebellum] : [cortex];
  const fibres = isThinned(config) && cerebellum ? absentFibres(kernels, cerebellum) : undefined;
  const mask = () => fibres?.forget();
  const core = batchGradient({ kernels, config, sizes, cortex, cerebellum, mask });
  const spare = kernels.allocate(sizes.steps * sizes.batch * stateWidth(config.cortex));
  const merges = ({ noise }: Influence) => mergeEqualSamples && noise.length === 0;
  const optimise = optimiser(config, cortex, cerebellum);

  const learner: Learner = {
    engine: `kernels (${kernels.name})`,
    config,
    sizes,

    trainBatch(batch, influence = UNTOUCHED) {
      const { layouts } = core.begin(batch, merges(influence));
      const sum: LossSum = { total: 0, count: 0 };
      let gradientNorm = 0;
      let cerebellarError = 0;
      for (const layout of layouts) {
        for (const part of parts) part.clearGradient();
        core.forward(layout, influence);
        cerebellarError += core.backward(layout, influence, sum);
        const norm = optimise(influence);
        if (Number.isFinite(norm)) core.project(layout, influence);
        gradientNorm = Math.max(gradientNorm, norm);
      }
      return { loss: trainingLoss(sum, batch), gradientNorm, cerebellarError };
    },

    evaluate: (batch, influence = UNTOUCHED) =>
      evaluateInParts(batch, sizes, (part) => answer(core, part, influence, merges(influence))),

    analyse: (batch, influence = UNTOUCHED) =>
      analyseWithKernels({ kernels, config, core, spare }, batch, influence),

    weights: () => readNamed(kernels, config, sizes, parts, "weights"),
    gradients: () => readNamed(kernels, config, sizes, parts, "gradient"),
    setWeights(weights) {
      writeNamed(kernels, config, sizes, parts, weights);
      if ("W0" in weights) fibres?.find();
    },
  };
  learner.setWeights(options.weights);
  return learner;
}

const isThinned = ({ cerebellum }: LearnerConfig): boolean =>
  cerebellum !== "none" && cerebellum.fanIn !== "dense";

/** Clips and steps; gives the norm of all gradients. */
function optimiser(config: LearnerConfig, cortex: Synapses, cerebellum: Synapses | undefined) {
  const { clip, clipNorm, adam, cerebellarRule } = config;
  const bounded = (norm: number): number => (norm > clipNorm ? clipNorm / (norm + 1e-6) : 1);

  return (influence: Influence): number => {
    const ofCortex = cortex.squaredNorm();
    const active = influence.cerebellum === "off" ? undefined : cerebellum;
    const ofCerebellum = active?.squaredNorm() ?? 0;
    const all = Math.sqrt(ofCortex + ofCerebellum);
    if (!Number.isFinite(all)) return all;
    // A shadow must leave no trace in the cortex, not even through the norm.
    const isJoint = clip === "joint" && influence.cerebellum === "on";
    cortex.step(adam.rate, bounded(isJoint ? all : Math.sqrt(ofCortex)));
    if (active && influence.olive === "on" && cerebellarRule.kind === "adam") {
      active.step(adam.cerebellumRate, bounded(isJoint ? all : Math.sqrt(ofCerebellum)));
    }
    return all;
  };
}

function answer(
  core: BatchGradient,
  batch: SequenceBatch,
  influence: Influence,
  merge: boolean,
): Evaluation["outputs"] {
  const { layouts, rows } = core.begin(batch, merge);
  for (const layout of layouts) core.forward(layout, influence);
  const width = batch.targets.kind === "values" ? batch.targets.width : batch.targets.classes;
  const outputs = new Float32Array(batch.steps * batch.batch * width);
  for (let t = 0; t < batch.steps; t++) {
    for (let s = 0; s < batch.batch; s++) {
      const from = (t * rows.count + rows.rowOf[s]) * width;
      const to = (t * batch.batch + s) * width;
      for (let i = 0; i < width; i++) outputs[to + i] = core.outputs[from + i];
    }
  }
  return outputs;
}

/** What a batch reports as its loss: see `BatchReport`. */
const trainingLoss = (sum: LossSum, { batch, steps, targets }: SequenceBatch): number =>
  sum.total / (targets.kind === "values" ? batch * steps : Math.max(1, sum.count));
