/**
 * How a learner begins: PyTorch's defaults, and a cerebellum that says nothing yet.
 *
 *   recurrent layer    every number from U(−1/√H, 1/√H)
 *   linear layers      weights and biases from U(−1/√fan-in, 1/√fan-in)
 *   embedding          variance 1 for each word, and for features of variance 1
 *   last cerebellar    exactly zero, so that a ccRNN begins as a cRNN
 *
 * Both engines take their weights from here, under the names that `NamedArrays` explains.
 */
import type { CerebellumConfig, LearnerConfig } from "./learner-config.ts";
import { corticalInputs, gateRows, stateWidth } from "./learner-config.ts";

/**
 * The numbers of a network by name, row-major: Wi [gates × I], Wh [gates × H], bi, bh [gates] of the
 * recurrent layer; Wo [O × H], bo [O] of the read-out; E [O × e], Wf [e × I], bf [e] of an embedding,
 * with Wi [gates × e] then; W0 [N × S], b0, … W1 [S × N], b1 of the cerebellum.
 */
export type NamedArrays = Readonly<Record<string, Float64Array>>;

/** Names and dimensions, in the order in which they are drawn. */
export type NamedShapes = Readonly<Record<string, readonly number[]>>;

export function cortexShapes(config: LearnerConfig, inputs: number, outputs: number): NamedShapes {
  const rows = gateRows(config.cortex);
  const { hidden } = config.cortex;
  return {
    Wi: [rows, corticalInputs(config, inputs)],
    Wh: [rows, hidden],
    bi: [rows],
    bh: [rows],
    Wo: [outputs, hidden],
    bo: [outputs],
    ...embeddingShapes(config, inputs, outputs),
  };
}

export function embeddingShapes(
  { embedding }: LearnerConfig,
  inputs: number,
  outputs: number,
): NamedShapes {
  if (!embedding) return {};
  const { width } = embedding;
  return { E: [outputs, width], Wf: [width, inputs], bf: [width] };
}

export function cerebellumShapes(config: LearnerConfig): NamedShapes {
  const { cerebellum } = config;
  if (cerebellum === "none") return {};
  const ends = stateWidth(config.cortex);
  const widths = [ends, ...Array(cerebellum.layers).fill(cerebellum.granules), ends];
  const layers = widths.slice(1).flatMap((rows, l): [string, number[]][] => [
    [`W${l}`, [rows, widths[l]]],
    [`b${l}`, [rows]],
  ]);
  return Object.fromEntries(layers);
}

export function initialWeights(
  config: LearnerConfig,
  inputs: number,
  outputs: number,
  uniform: () => number,
): NamedArrays {
  const { cerebellum, cortex } = config;
  const bound = 1 / Math.sqrt(cortex.hidden);
  const weights: Record<string, Float64Array> = {};
  for (const [name, shape] of Object.entries(cortexShapes(config, inputs, outputs))) {
    weights[name] = drawn(shape, boundOf(name, shape) ?? bound, uniform);
  }
  if (cortex.biases === 1) weights["bh"].fill(0);
  if (cerebellum === "none") return weights;

  let fanIn = 1;
  for (const [name, shape] of Object.entries(cerebellumShapes(config))) {
    if (shape.length === 2) fanIn = shape[1];
    weights[name] = drawn(shape, 1 / Math.sqrt(fanIn), uniform);
  }
  weights[`W${cerebellum.layers}`].fill(0);
  weights[`b${cerebellum.layers}`].fill(0);
  thinOut(weights["W0"], cerebellum, stateWidth(cortex), uniform);
  return weights;
}

/** The bounds of what is not drawn as PyTorch draws a recurrent layer. */
function boundOf(name: string, shape: readonly number[]): number | undefined {
  if (name === "E") return Math.sqrt(3);
  if (name === "Wf") return Math.sqrt(3 / shape[1]);
  return name === "bf" ? 0 : undefined;
}

/** A cerebellum whose output layer is as random as the others: the control that never learns. */
export function randomOutputLayer(config: LearnerConfig, uniform: () => number): NamedArrays {
  const { cerebellum } = config;
  if (cerebellum === "none") return {};
  const shapes = cerebellumShapes(config);
  const bound = 1 / Math.sqrt(cerebellum.granules);
  const names = [`W${cerebellum.layers}`, `b${cerebellum.layers}`];
  return Object.fromEntries(names.map((name) => [name, drawn(shapes[name], bound, uniform)]));
}

function drawn(shape: readonly number[], bound: number, uniform: () => number): Float64Array {
  const count = shape.reduce((product, n) => product * n, 1);
  // Rounded to what Float32 holds, so that every engine begins with the very same numbers.
  return Float64Array.from({ length: count }, () => Math.fround(bound * (2 * uniform() - 1)));
}

/** Leaves each granule cell `fanIn` mossy fibres, drawn without replacement; the others are zero. */
function thinOut(
  W: Float64Array,
  { granules, fanIn, mossyFibres }: CerebellumConfig,
  fibres: number,
  uniform: () => number,
): void {
  if (mossyFibres === "zero") W.fill(0);
  if (fanIn === "dense") return;
  const order = Array.from({ length: fibres }, (_, i) => i);
  for (let g = 0; g < granules; g++) {
    for (let i = 0; i < fanIn; i++) {
      const j = i + Math.floor(uniform() * (fibres - i));
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (const fibre of order.slice(fanIn)) W[g * fibres + fibre] = 0;
  }
}
