/**
 * The learner on TensorFlow.js: the same contract, with every gradient left to automatic
 * differentiation, window after window. It is the judge of the learner on our kernels.
 *
 *   cortex       ∇ of L_w + ⟨g, a_e⟩ with g = scale · d̂(a_e) held fast, by weights and by a_s
 *   cerebellum   ∇ of Σ ‖d̂(a_s) − d̄‖² with d̄, which is that gradient by a_s, held fast
 */

import { checkFits, evaluateInParts } from "./evaluation.ts";
import type { Influence } from "./influence.ts";
import { UNTOUCHED } from "./influence.ts";
import type { NamedArrays } from "./initial-weights.ts";
import { cerebellumShapes, cortexShapes } from "./initial-weights.ts";
import type { Analysis, Learner } from "./learner.ts";
import type { LearnerConfig, LearnerSizes } from "./learner-config.ts";
import { checkConfig } from "./learner-config.ts";
import { tensorAdam } from "./tensor-adam.ts";
import { tensorGradient } from "./tensor-gradient.ts";
import type { Tensor, Tensors, Tf } from "./tensor-model.ts";
import type { Projection } from "./tensor-projection.ts";

export interface TfjsLearnerOptions {
  readonly tf: Tf;
  readonly config: LearnerConfig;
  readonly sizes: LearnerSizes;
  readonly weights: NamedArrays;
}

export function tfjsLearner({ tf, config, sizes, weights }: TfjsLearnerOptions): Learner {
  checkConfig(config);
  const shapes = {
    ...cortexShapes(config, sizes.inputs, sizes.outputs),
    ...cerebellumShapes(config),
  };
  const cortexNames = Object.keys(cortexShapes(config, sizes.inputs, sizes.outputs));
  const cerebellumNames = Object.keys(cerebellumShapes(config));
  const core = tensorGradient(tf, config);
  const adam = tensorAdam(tf, config.adam);
  const held: Record<string, Tensor> = {};
  let last: Tensors = {};
  let fibres: Tensor | undefined;

  /** A tensor that stays until it is disposed of. */
  const asTensor = (name: string, values: ArrayLike<number>): Tensor => {
    const shape = shapes[name];
    const [rows, columns] = shape.length === 1 ? [1, shape[0]] : shape;
    return tf.keep(tf.tensor2d(Float32Array.from(values), [rows, columns]));
  };
  for (const [name, shape] of Object.entries(shapes)) {
    held[name] = asTensor(name, new Float32Array(shape.reduce((product, n) => product * n, 1)));
  }

  const named = (tensors: Tensors): NamedArrays =>
    Object.fromEntries(
      Object.keys(shapes).map((name) => [name, Float64Array.from(tensors[name].dataSync())]),
    );

  const squaredNorm = (gradients: Tensors, names: readonly string[]): number =>
    tf.tidy(() => names.reduce((sum, n) => sum + tf.sum(tf.square(gradients[n])).dataSync()[0], 0));

  /** Clips and steps; gives the norm of all gradients. */
  const optimise = (gradients: Tensors, influence: Influence): number => {
    const { clip, clipNorm } = config;
    const bounded = (norm: number): number => (norm > clipNorm ? clipNorm / (norm + 1e-6) : 1);
    const isActive = influence.cerebellum !== "off" && cerebellumNames.length > 0;
    const ofCortex = squaredNorm(gradients, cortexNames);
    const ofCerebellum = isActive ? squaredNorm(gradients, cerebellumNames) : 0;
    const all = Math.sqrt(ofCortex + ofCerebellum);
    if (!Number.isFinite(all)) return all;
    const isJoint = clip === "joint" && influence.cerebellum === "on";
    const { rate, cerebellumRate } = config.adam;
    const cortexScale = bounded(isJoint ? all : Math.sqrt(ofCortex));
    adam.step("cortex", held, gradients, cortexNames, rate, cortexScale);
    if (isActive && influence.olive === "on" && config.cerebellarRule.kind === "adam") {
      const scale = bounded(isJoint ? all : Math.sqrt(ofCerebellum));
      adam.step("cerebellum", held, gradients, cerebellumNames, cerebellumRate, scale);
    }
    return all;
  };

  /** Changes the last layer of the cerebellum. */
  const project = ({ W, b }: Projection): void => {
    const layers = cerebellumNames.length / 2 - 1;
    for (const [name, change] of [
      [`W${layers}`, W],
      [`b${layers}`, b],
    ] as const) {
      const before = held[name];
      const [rows, columns] = before.shape;
      held[name] = tf.keep(tf.tidy(() => before.add<Tensor>(tf.tensor2d(change, [rows, columns]))));
      before.dispose();
    }
  };

  const keep = (gradients: Tensors): void => {
    for (const tensor of Object.values(last)) tensor.dispose();
    last = gradients;
  };

  const learner: Learner = {
    engine: `tfjs (${tf.getBackend()})`,
    config,
    sizes,

    trainBatch(batch, influence = UNTOUCHED) {
      checkFits(batch, sizes, config.embedding);
      const report = { loss: 0, gradientNorm: 0, cerebellarError: 0 };
      core.eachPiece(
        batch,
        influence,
        (piece) => {
          const { gradients, loss, error, change } = core.gradients(held, piece, fibres);
          keep(gradients);
          report.loss += loss;
          report.cerebellarError += error;
          const norm = optimise(gradients, influence);
          if (change && influence.olive === "on" && Number.isFinite(norm)) project(change);
          report.gradientNorm = Math.max(report.gradientNorm, norm);
        },
        held,
      );
      const { targets } = batch;
      const count =
        targets.kind === "values" ? batch.batch * batch.steps : Math.max(1, core.labelCount(batch));
      return { ...report, loss: report.loss / count };
    },

    evaluate: (batch, influence = UNTOUCHED) =>
      evaluateInParts(batch, sizes, (part) => core.outputs(held, part, influence)),

    analyse: (batch, influence = UNTOUCHED): Analysis => core.analyse(held, batch, influence),

    weights: () => named(held),
    gradients: () => named(last),

    setWeights(values) {
      for (const [name, array] of Object.entries(values)) {
        const shape = shapes[name];
        if (shape === undefined) {
          throw new RangeError(`no weights are called ${name}; there are ${Object.keys(shapes)}`);
        }
        const count = shape.reduce((product, n) => product * n, 1);
        if (array.length !== count) {
          throw new RangeError(`${name} has ${count} numbers, not ${array.length}`);
        }
        held[name].dispose();
        held[name] = asTensor(name, array);
      }
      const { cerebellum } = config;
      if ("W0" in values && cerebellum !== "none" && cerebellum.fanIn !== "dense") {
        fibres?.dispose();
        fibres = asTensor(
          "W0",
          values["W0"].map((w) => (w === 0 ? 0 : 1)),
        );
      }
    },
  };
  learner.setWeights(weights);
  return learner;
}
