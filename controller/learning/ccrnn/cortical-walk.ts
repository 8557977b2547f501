/**
 * The way through a batch and back: the cortex forward, its windows backward, and the λ-returns of
 * gradients that BP(λ) teaches the cerebellum.
 *
 * Everything lies in blocks of one batch at one step, in the order of a `WindowLayout`, but for what
 * is next to the outputs, which lies in the order of time.
 */
import type { Kernels, Offset } from "../../kernels/kernels.ts";
import type { Cell } from "./cell.ts";
import type { Influence } from "./influence.ts";
import type { WindowLayout } from "./window-layout.ts";

export interface CorticalWalk {
  /** h after each step, [steps × rows × H], time-major. */
  readonly H: Offset;
  /** ∂L/∂h from the outputs alone, [steps × rows × H], time-major. */
  readonly dH: Offset;
  /** Runs through the steps of a layout, `rows` samples side by side. */
  forward(layout: WindowLayout, rows: number, influence: Influence): void;
  /** Walks all windows back at once. */
  windows(walk: Walk): void;
  /** Walks the whole sequence back, step by step. */
  chain(walk: Walk, mix: (step: number) => void): void;
}

interface Walk {
  readonly layout: WindowLayout;
  readonly rows: number;
  readonly influence: Influence;
  /** Where gradients of the recurrent weights are added. */
  readonly dW: Offset;
  readonly db: Offset;
  /** Puts the gradient at the end of window w into the rows ahead, from `first` on. */
  readonly begin: (end: number, first: number) => void;
  /** The rows ahead now hold the gradient at `count` rows of states, which begin at row `row`. */
  readonly arrive: (row: number, count: number, stepOfWindow: number) => void;
}

interface WalkOptions {
  readonly kernels: Kernels;
  readonly cell: Cell;
  readonly inputs: number;
  readonly hidden: number;
  /** Most steps times samples. */
  readonly rows: number;
  readonly batch: number;
}

export function corticalWalk(options: WalkOptions): CorticalWalk {
  const { kernels, cell, inputs, hidden, rows: allRows, batch } = options;
  const H = kernels.allocate(allRows * hidden);
  const dH = kernels.allocate(allRows * hidden);
  const xh = kernels.view(cell.XH, (allRows + batch) * cell.width);
  const ahead = kernels.view(cell.dH, allRows * hidden);

  /** Holds clamped units of `rows` states, and shakes all of them. */
  const disturb = (row: number, rows: number, { clamps, noise }: Influence): void => {
    for (const { deviation, draws } of noise) {
      for (let r = row; r < row + rows; r++) {
        const at = r * cell.width + inputs;
        for (let i = at; i < at + hidden; i++) xh[i] += deviation * draws.normal();
      }
    }
    for (const { site, unit, value } of clamps) {
      if (site !== "cortex") continue;
      for (let r = row; r < row + rows; r++) xh[r * cell.width + inputs + unit] = value;
    }
  };

  /** A clamped unit passes no gradient on. */
  const block = (rows: number, { clamps }: Influence): void => {
    for (const { site, unit } of clamps) {
      if (site !== "cortex") continue;
      for (let r = 0; r < rows; r++) ahead[r * hidden + unit] = 0;
    }
  };

  return {
    H,
    dH,

    forward(layout, rows, influence) {
      if (layout.from === 0) cell.clear(0, rows);
      for (let t = layout.from; t < layout.to; t++) {
        const to = layout.blockOf(t + 1) * rows;
        cell.forward(layout.blockOf(t) * rows, to, rows);
        disturb(to, rows, influence);
        for (let r = 0; r < rows; r++) {
          const h = cell.XH + (to + r) * cell.width + inputs;
          kernels.copy(H + (t * rows + r) * hidden, h, hidden);
        }
      }
    },

    windows({ layout, rows, influence, dW, db, begin, arrive }) {
      const { windows, depth, windowsAt, blockAt } = layout;
      const size = rows * hidden;
      for (let w = 0; w < windows; w++) begin(endOf(layout, w), w * rows);
      for (let j = depth - 1; j >= 0; j--) {
        const count = windowsAt[j] * rows;
        for (let w = 0; w < windowsAt[j]; w++) {
          kernels.addScaled(cell.dH + w * size, 1, dH + (layout.startOf(w) + j) * size, size);
        }
        block(count, influence);
        cell.backward(blockAt[j] * rows, count, dW, db);
        arrive(blockAt[j] * rows, count, j);
      }
    },

    chain({ layout, rows, influence, dW, db, begin, arrive }, mix) {
      const size = rows * hidden;
      begin(layout.to, 0);
      for (let t = layout.to - 1; t >= layout.from; t--) {
        const row = layout.blockOf(t) * rows;
        kernels.addScaled(cell.dH, 1, dH + t * size, size);
        block(rows, influence);
        cell.backward(row, rows, dW, db);
        arrive(row, rows, (t - layout.from) % layout.depth);
        mix(t);
      }
    },
  };
}

/** The step after window w. */
const endOf = (layout: WindowLayout, w: number): number =>
  w + 1 < layout.windows ? layout.startOf(w + 1) : layout.to;
