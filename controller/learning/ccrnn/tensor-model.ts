/**
 * Cortex, cerebellum and losses written in tensors of TensorFlow.js, as the equations have them, so
 * that it can differentiate them. Nothing here knows how a gradient is computed.
 */
import type * as TensorFlow from "@tensorflow/tfjs";
import type { Influence } from "./influence.ts";
import type { LearnerConfig } from "./learner-config.ts";
import type { SequenceBatch } from "./sequence-batch.ts";
import { isSupervised } from "./supervision.ts";

/** The module, which whoever makes a learner brings along. */
export type Tf = typeof TensorFlow;
export type Tensor = TensorFlow.Tensor2D;

/** Tensors by the names of `NamedArrays`, biases as rows [1 × n]. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** h and c of an LSTM, h alone of a tanh layer, [batch × H] each. */
export type State = readonly Tensor[];

/** What is added to h after each step and which units are held, [1 × H] or [batch × H]. */
export interface Disturbance {
  readonly noise: readonly Tensor[];
  readonly kept: Tensor;
  readonly held: Tensor;
}

/** Mean and deviation of each number of a state, [1 × S]. */
export interface Usual {
  readonly mean: Tensor;
  readonly deviation: Tensor;
}

export function tensorModel(tf: Tf, config: LearnerConfig) {
  const { hidden, kind } = config.cortex;

  /** y = x Wᵀ + b */
  const dense = (x: Tensor, W: Tensor, b: Tensor): Tensor => tf.matMul(x, W, false, true).add(b);

  const part = (z: Tensor, k: number): Tensor => tf.slice2d(z, [0, k * hidden], [-1, hidden]);

  const model = {
    start: (batch: number): State =>
      Array.from({ length: kind === "lstm" ? 2 : 1 }, () =>
        tf.zeros<TensorFlow.Rank.R2>([batch, hidden]),
      ),

    /** What enters the cortex at step t. */
    input(
      w: Tensors,
      { batch, inputs, inputWidth, tokens, gains }: SequenceBatch,
      t: number,
    ): Tensor {
      const isShown = tokens === undefined || t === 0;
      const size = batch * inputWidth;
      const shown = () => tf.tensor2d(inputs.slice(t * size, (t + 1) * size), [batch, inputWidth]);
      const numbers = () => tf.tensor1d(tokens?.slice(t * batch, (t + 1) * batch) ?? [], "int32");
      const picture = config.embedding ? () => dense(shown(), w["Wf"], w["bf"]) : shown;
      const x: Tensor = isShown ? picture() : tf.gather(w["E"], numbers());
      if (!gains) return x;
      const width = x.shape[1];
      const factors = gains.slice(t * batch * width, (t + 1) * batch * width);
      return x.mul(tf.tensor2d(factors, [batch, width]));
    },

    /** The state after one more step. */
    step(w: Tensors, x: Tensor, state: State, disturbance: Disturbance, t: number): State {
      const [h, c] = state;
      const z = dense(x, w["Wi"], w["bi"]).add<Tensor>(dense(h, w["Wh"], w["bh"]));
      if (kind === "tanh") return [model.disturb(tf.tanh(z), disturbance, t)];
      const i = tf.sigmoid(part(z, 0));
      const f = tf.sigmoid(part(z, 1));
      const g = tf.tanh(part(z, 2));
      const o = tf.sigmoid(part(z, 3));
      const cNext = f.mul(c).add<Tensor>(i.mul(g));
      return [model.disturb(o.mul(tf.tanh(cNext)), disturbance, t), cNext];
    },

    disturb: (h: Tensor, { noise, kept, held }: Disturbance, t: number): Tensor =>
      h.add(noise[t]).mul<Tensor>(kept).add(held),

    readOut: (w: Tensors, [h]: State): Tensor => dense(h, w["Wo"], w["bo"]),

    /** What standardised mossy fibres subtract and divide by: of a over all of these states. */
    usual(states: readonly State[]): Usual {
      const a = tf.concat2d(
        states.map((state) => tf.concat2d([...state], 1)),
        0,
      );
      const { mean, variance } = tf.moments(a, 0, true);
      return { mean: mean.as2D(1, -1), deviation: variance.add(1e-6).sqrt().as2D(1, -1) };
    },

    /**
     * Activity of the first and of the last granule layer and the prediction d̂, for states a; with
     * something usual, for how unusual they are.
     */
    cerebellum(
      w: Tensors,
      state: State,
      { kept, held }: Omit<Disturbance, "noise">,
      usual: Usual | undefined,
    ) {
      const layers = config.cerebellum === "none" ? 0 : config.cerebellum.layers;
      const a: Tensor = tf.concat2d([...state], 1);
      const carried = usual ? a.sub<Tensor>(usual.mean).div<Tensor>(usual.deviation) : a;
      const first: Tensor = tf.relu(dense(carried, w["W0"], w["b0"]));
      const granules = first.mul<Tensor>(kept).add<Tensor>(held);
      const last = layers === 2 ? tf.relu<Tensor>(dense(granules, w["W1"], w["b1"])) : granules;
      return { granules, last, prediction: dense(last, w[`W${layers}`], w[`b${layers}`]) };
    },

    /** Σ over the supervised steps from `from` on of what L_w is the mean of, at output y of step t. */
    stepLoss(y: Tensor, batch: SequenceBatch, t: number): TensorFlow.Scalar {
      const { targets } = batch;
      const row = t * batch.batch;
      if (targets.kind === "values") {
        const { values, width } = targets;
        const wish = tf.tensor2d(values.slice(row * width, (row + batch.batch) * width), [
          batch.batch,
          width,
        ]);
        return tf.sum(tf.square(tf.sub(y, wish)));
      }
      const labels = tf.tensor1d(targets.labels.slice(row, row + batch.batch), "int32");
      const right = tf.oneHot(labels, targets.classes);
      return tf.neg(tf.sum(tf.mul(right, tf.logSoftmax(y))));
    },
  };
  return model;
}

/** How many numbers L_w is the mean of, for the window [from, to). */
export function lossCount(
  batch: SequenceBatch,
  interval: LearnerConfig["interval"],
  from: number,
  to: number,
): number {
  const { targets } = batch;
  let count = 0;
  for (let t = from; t < to; t++) {
    if (!isSupervised(interval, t, batch.steps)) continue;
    if (targets.kind === "values") {
      count += batch.batch * targets.width;
    } else {
      const labels = targets.labels.subarray(t * batch.batch, (t + 1) * batch.batch);
      count += labels.filter((label) => label >= 0).length;
    }
  }
  return count;
}

/** The noise of a whole sequence, drawn in the order in which the kernels draw it, and the clamps. */
export function disturbances(
  tf: Tf,
  config: LearnerConfig,
  { clamps, noise }: Influence,
  batch: number,
  steps: number,
) {
  const { hidden } = config.cortex;
  const granules = config.cerebellum === "none" ? 0 : config.cerebellum.granules;
  const shaken = Array.from({ length: steps }, () => {
    const sum = new Float32Array(batch * hidden);
    for (const { deviation, draws } of noise) {
      for (let i = 0; i < sum.length; i++) sum[i] += deviation * draws.normal();
    }
    return tf.tensor2d(sum, [batch, hidden]);
  });
  const clamped = (site: "cortex" | "granules", width: number) => {
    const kept = new Float32Array(width).fill(1);
    const held = new Float32Array(width);
    for (const clamp of clamps) {
      if (clamp.site !== site) continue;
      kept[clamp.unit] = 0;
      held[clamp.unit] = clamp.value;
    }
    return { kept: tf.tensor2d(kept, [1, width]), held: tf.tensor2d(held, [1, width]) };
  };
  return {
    cortex: { noise: shaken, ...clamped("cortex", hidden) },
    granules: clamped("granules", granules),
  };
}
