/**
 * The cerebellum as a driver of the cortex rather than as its teacher (Pemberton, Chadderton & Costa
 * 2024, Nat. Commun. 15:10913): it learns to predict the target τ steps ahead, and its prediction
 * goes into the recurrent network, whose own weights stay as they began.
 *
 *   c_t = W_PF ReLU(W_MF f(h_{t−1}))
 *   h_t = α h_{t−1} + W_hh f(h_{t−1}) + W_ih x_t + W_Ch c_t        z_t = W_rdt f(h_t),  f = tanh
 *
 * Two losses, and nothing goes back through time or through c: E(y_t, z_t) teaches the read-out,
 * E(y_t, c_{t−τ}) the cerebellum. There are no biases.
 */
import type { Kernels } from "../../kernels/kernels.ts";
import { rowsOf } from "./equal-samples.ts";
import { checkFits, evaluateInParts } from "./evaluation.ts";
import type { Influence } from "./influence.ts";
import { UNTOUCHED } from "./influence.ts";
import type { NamedArrays, NamedShapes } from "./initial-weights.ts";
import type { SequenceLearner } from "./learner.ts";
import type { AdamConfig, LearnerConfig, LearnerSizes } from "./learner-config.ts";
import type { SequenceBatch } from "./sequence-batch.ts";
import { isSupervised, windowLoss } from "./supervision.ts";
import type { Synapses } from "./synapses.ts";
import { allocateSynapses, readArrays, writeArrays } from "./synapses.ts";

export interface ForwardDriveConfig {
  readonly hidden: number;
  readonly granules: number;
  /** What stays of h from step to step, α. */
  readonly leak: number;
  /** Steps that the cerebellum looks ahead, τ. */
  readonly ahead: number;
  readonly interval: LearnerConfig["interval"];
  readonly adam: AdamConfig;
}

/** As the published code has it. */
export const FORWARD_DRIVE: ForwardDriveConfig = {
  hidden: 50,
  granules: 1000,
  leak: 0.1,
  ahead: 3,
  interval: 1,
  adam: { rate: 1e-3, cerebellumRate: 1e-3, beta1: 0.9, beta2: 0.98, epsilon: 1e-9 },
};

/** W_ih, W_hh, W_Ch are fixed; W_rdt, W_MF and W_PF learn. All U(−1/√fan-in, 1/√fan-in). */
export function forwardDriveWeights(
  config: ForwardDriveConfig,
  { inputs, outputs }: LearnerSizes,
  uniform: () => number,
): NamedArrays {
  const { hidden } = config;
  const drawn = Object.entries(forwardDriveShapes(inputs, outputs, config)).map(
    ([name, [rows, columns]]) => {
      const fanIn = name === "Wih" || name === "Whh" || name === "WCh" ? hidden : columns;
      const bound = 1 / Math.sqrt(fanIn);
      const array = Float64Array.from({ length: rows * columns }, () =>
        Math.fround(bound * (2 * uniform() - 1)),
      );
      return [name, array] as const;
    },
  );
  return Object.fromEntries(drawn);
}

export const forwardDriveShapes = (
  inputs: number,
  outputs: number,
  { hidden, granules }: Pick<ForwardDriveConfig, "hidden" | "granules"> = FORWARD_DRIVE,
): NamedShapes => ({
  Wih: [hidden, inputs],
  Whh: [hidden, hidden],
  WCh: [hidden, outputs],
  Wrdt: [outputs, hidden],
  WMF: [granules, hidden],
  WPF: [outputs, granules],
});

export interface ForwardDriveOptions {
  readonly kernels: Kernels;
  readonly config: ForwardDriveConfig;
  readonly sizes: LearnerSizes;
  readonly weights: NamedArrays;
}

export function forwardDriveLearner(options: ForwardDriveOptions): SequenceLearner {
  const { kernels, config, sizes } = options;
  const { hidden: H, granules: N, ahead, interval, adam } = config;
  const { inputs: I, outputs: O, batch: B } = sizes;
  const { Wih, Whh, WCh, Wrdt, WMF, WPF } = forwardDriveShapes(I, O, config);
  const fixed = allocateSynapses(kernels, { Wih, Whh, WCh }, adam);
  const readOut = allocateSynapses(kernels, { Wrdt }, adam);
  const cerebellum = allocateSynapses(kernels, { WMF, WPF }, adam);
  const parts: readonly Synapses[] = [fixed, readOut, cerebellum];
  const at = { ...fixed.weights.at, ...readOut.weights.at, ...cerebellum.weights.at };
  const slope = { ...readOut.gradient.at, ...cerebellum.gradient.at };

  const all = sizes.steps * B;
  // f(h) and h have a step more: the one before the first. What the cerebellum says at step t lies
  // at t + τ, next to what it is about.
  const X = kernels.allocate(all * I);
  const h = kernels.allocate((all + B) * H);
  const F = kernels.allocate((all + B) * H);
  const G = kernels.allocate(all * N);
  const dG = kernels.allocate(all * N);
  const C = kernels.allocate((all + ahead * B) * O);
  const dC = kernels.allocate((all + ahead * B) * O);
  const Y = kernels.allocate(all * O);
  const dY = kernels.allocate(all * O);
  const x = kernels.view(X, all * I);
  const y = kernels.view(Y, all * O);
  const dy = kernels.view(dY, all * O);
  const c = kernels.view(C, (all + ahead * B) * O);
  const dc = kernels.view(dC, (all + ahead * B) * O);
  const state = kernels.view(h, (all + B) * H);
  const rowsFor = rowsOf(B);

  const disturb = (row: number, count: number, { clamps, noise }: Influence): void => {
    for (const { deviation, draws } of noise) {
      for (let i = row * H; i < (row + count) * H; i++) state[i] += deviation * draws.normal();
    }
    for (const { site, unit, value } of clamps) {
      if (site !== "cortex") continue;
      for (let r = row; r < row + count; r++) state[r * H + unit] = value;
    }
  };

  const forward = (batch: SequenceBatch, influence: Influence): void => {
    checkFits(batch, sizes);
    const n = batch.batch;
    for (let i = 0; i < batch.inputs.length; i++) x[i] = batch.inputs[i];
    kernels.fill(h, 0, n * H);
    kernels.fill(F, 0, n * H);
    kernels.fill(G, 0, batch.steps * n * N);
    kernels.fill(C, 0, (batch.steps + ahead) * n * O);
    kernels.fill(Y, 0, batch.steps * n * O);
    for (let t = 0; t < batch.steps; t++) {
      const before = F + t * n * H;
      const next = h + (t + 1) * n * H;
      const said = C + (t + ahead) * n * O;
      kernels.addProductBt(G + t * n * N, before, at.WMF, n, N, H);
      kernels.relu(G + t * n * N, n * N);
      kernels.addProductBt(said, G + t * n * N, at.WPF, n, O, N);
      kernels.fill(next, 0, n * H);
      kernels.addScaled(next, config.leak, h + t * n * H, n * H);
      kernels.addProductBt(next, before, at.Whh, n, H, H);
      kernels.addProductBt(next, X + t * n * I, at.Wih, n, H, I);
      if (influence.cerebellum === "on") kernels.addProductBt(next, said, at.WCh, n, H, O);
      disturb((t + 1) * n, n, influence);
      kernels.copy(F + (t + 1) * n * H, next, n * H);
      kernels.tanh(F + (t + 1) * n * H, n * H);
    }
    kernels.addProductBt(Y, F + n * H, at.Wrdt, batch.steps * n, O, H);
  };

  const learner: SequenceLearner = {
    engine: `kernels (${kernels.name}), forward drive`,
    sizes,

    trainBatch(batch, influence = UNTOUCHED) {
      forward(batch, influence);
      const n = batch.batch * batch.steps;
      const rows = rowsFor(batch, false);
      const supervised = Array.from({ length: batch.steps }, (_, t) => t).filter((t) =>
        isSupervised(interval, t, batch.steps),
      );
      const common = { rows, width: O, targets: batch.targets, batch: batch.batch };
      const ofReadOut = { total: 0, count: 0 };
      const ofCerebellum = { total: 0, count: 0 };
      for (const part of parts) part.clearGradient();

      kernels.fill(dY, 0, n * O);
      windowLoss(ofReadOut, { ...common, dY: dy, Y: y, steps: supervised });
      kernels.addProductAt(slope.Wrdt, dY, F + batch.batch * H, O, H, n);

      kernels.fill(dC, 0, (n + ahead * batch.batch) * O);
      const foreseen = supervised.filter((t) => t >= ahead);
      windowLoss(ofCerebellum, { ...common, dY: dc, Y: c, steps: foreseen });
      const dSaid = dC + ahead * batch.batch * O;
      kernels.addProductAt(slope.WPF, dSaid, G, O, N, n);
      kernels.fill(dG, 0, n * N);
      kernels.addProduct(dG, dSaid, at.WPF, n, N, O);
      kernels.reluBackward(dG, G, n * N);
      kernels.addProductAt(slope.WMF, dG, F, N, H, n);

      readOut.step(adam.rate, 1);
      const learns = influence.cerebellum !== "off" && influence.olive === "on";
      if (learns) cerebellum.step(adam.cerebellumRate, 1);
      const norm = Math.sqrt(readOut.squaredNorm() + (learns ? cerebellum.squaredNorm() : 0));
      const isValues = batch.targets.kind === "values";
      return {
        loss: ofReadOut.total / (isValues ? n : Math.max(1, ofReadOut.count)),
        gradientNorm: norm,
        cerebellarError: ofCerebellum.total,
      };
    },

    evaluate: (batch, influence = UNTOUCHED) =>
      evaluateInParts(batch, sizes, (part) => {
        forward(part, influence);
        return Float32Array.from(y.subarray(0, part.steps * part.batch * O));
      }),

    weights: () => readArrays(kernels, parts, "weights"),
    gradients: () => readArrays(kernels, parts, "gradient"),
    setWeights: (weights) => writeArrays(kernels, parts, weights),
  };
  learner.setWeights(options.weights);
  return learner;
}
