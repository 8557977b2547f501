/**
 * The cerebellum of a learner: mossy fibres, one or two layers of granule cells, Purkinje cells.
 *
 *   g = max(0, W₀ a + b₀)  [ , g = max(0, W₁ g + b₁) ]      d̂ = W_L g + b_L
 *
 * It works on many states at once: rows are samples at steps, as in the cortex.
 */
import type { Kernels, Offset, Real } from "../../kernels/kernels.ts";
import type { Parameters, Shapes } from "../../parameters.ts";
import type { Clamp } from "./influence.ts";
import type { CerebellumConfig } from "./learner-config.ts";

export interface GranularNetwork {
  /** What goes in and what comes out, [rows × S]. */
  readonly A: Offset;
  readonly predictions: Offset;
  /** Activity of the first granule layer, [rows × N]. */
  readonly granules: Offset;
  /** Activity of the last granule layer, whose axons are the parallel fibres, [rows × N]. */
  readonly parallelFibres: Offset;
  /** Gradient of the cerebellar loss at the predictions, [rows × S], for `backward`. */
  readonly D: Offset;
  forward(row: number, rows: number, clamps: readonly Clamp[]): void;
  /** Adds to the gradients of the weights. */
  backward(row: number, rows: number, clamps: readonly Clamp[]): void;
}

interface NetworkOptions {
  readonly kernels: Kernels;
  readonly config: CerebellumConfig;
  readonly stateWidth: number;
  readonly rows: number;
  readonly weights: Parameters<Shapes>;
  readonly gradient: Parameters<Shapes>;
}

export function granularNetwork(options: NetworkOptions): GranularNetwork {
  const { kernels, config, stateWidth, rows, weights, gradient } = options;
  const { granules, layers } = config;
  const A = kernels.allocate(rows * stateWidth);
  const G = Array.from({ length: layers }, () => kernels.allocate(rows * granules));
  const predictions = kernels.allocate(rows * stateWidth);
  const D = kernels.allocate(rows * stateWidth);
  const dG = Array.from({ length: layers }, () => kernels.allocate(rows * granules));
  const activity = kernels.view(G[0], rows * granules);
  const slope = kernels.view(dG[0], rows * granules);

  // Layer l goes from below[l], `widths[l]` wide, to below[l + 1].
  const below = [A, ...G, predictions];
  const above = [...dG, D];
  const widths = [stateWidth, ...G.map(() => granules), stateWidth];

  return {
    A,
    predictions,
    granules: G[0],
    parallelFibres: G[layers - 1],
    D,

    forward(row, n, clamps) {
      for (let l = 0; l <= layers; l++) {
        const to = below[l + 1] + row * widths[l + 1];
        const from = below[l] + row * widths[l];
        const { [`W${l}`]: W, [`b${l}`]: b } = weights.at;
        kernels.dense(to, from, W, b, n, widths[l + 1], widths[l]);
        if (l < layers) kernels.relu(to, n * widths[l + 1]);
        if (l === 0) hold(activity, row, n, granules, clamps, false);
      }
    },

    backward(row, n, clamps) {
      for (let l: number = layers; l >= 0; l--) {
        const dY = above[l] + row * widths[l + 1];
        const X = below[l] + row * widths[l];
        const dX = l === 0 ? -1 : above[l - 1] + row * widths[l];
        const { [`W${l}`]: W } = weights.at;
        const { [`W${l}`]: dW, [`b${l}`]: db } = gradient.at;
        kernels.denseBackward(dX, dW, db, dY, X, W, n, widths[l + 1], widths[l]);
        if (l > 0) kernels.reluBackward(dX, X, n * widths[l]);
        if (l === 1) hold(slope, row, n, granules, clamps, true);
      }
    },
  };
}

/** Puts clamped units to their values, or their gradients to zero. */
function hold(
  x: Real,
  row: number,
  rows: number,
  width: number,
  clamps: readonly Clamp[],
  toZero: boolean,
): void {
  for (const { site, unit, value } of clamps) {
    if (site !== "granules") continue;
    for (let r = row; r < row + rows; r++) x[r * width + unit] = toZero ? 0 : value;
  }
}
