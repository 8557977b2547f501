/**
 * What stands before the cortex: numbers as they are, or words and a picture made into numbers.
 *
 *   x₀ = g ⊙ (W_f f + b_f)      x_t = g ⊙ E[word_t], t > 0      g: gains of the batch, 1 without any
 *
 * The way back starts from ∂L/∂x, which the walk leaves behind step by step.
 */
import type { Kernels } from "../../kernels/kernels.ts";
import type { Cell } from "./cell.ts";
import type { LearnerConfig, LearnerSizes } from "./learner-config.ts";
import { corticalInputs } from "./learner-config.ts";
import type { SequenceBatch } from "./sequence-batch.ts";
import type { Rows } from "./supervision.ts";
import type { Synapses } from "./synapses.ts";
import type { WindowLayout } from "./window-layout.ts";

export interface InputLayer {
  /** Takes a batch in. */
  begin(batch: SequenceBatch, rows: Rows): void;
  /** Writes x of all steps of a layout to where the cell reads it. */
  forward(layout: WindowLayout): void;
  /** The cell has just walked back `count` rows of states, which begin at row `row`. */
  keep(row: number, count: number): void;
  /** Adds to the gradients of its weights, once all steps of a layout were walked back. */
  backward(layout: WindowLayout): void;
}

interface InputOptions {
  readonly kernels: Kernels;
  readonly config: LearnerConfig;
  readonly sizes: LearnerSizes;
  readonly cell: Cell;
  readonly cortex: Synapses;
}

interface Taken {
  readonly batch: SequenceBatch;
  readonly rows: Rows;
}

export const inputLayer = (options: InputOptions): InputLayer =>
  options.config.embedding ? words(options) : numbers(options);

/** Calls back for each row of a layout: its step, the row among samples, and the row in memory. */
function eachRow(
  layout: WindowLayout,
  rows: Rows,
  call: (t: number, r: number, row: number) => void,
): void {
  for (let t = layout.from; t < layout.to; t++) {
    const block = layout.blockOf(t) * rows.count;
    for (let r = 0; r < rows.count; r++) call(t, r, block + r);
  }
}

function numbers({ kernels, sizes, cell }: InputOptions): InputLayer {
  const { inputs } = sizes;
  const xh = kernels.view(cell.XH, (sizes.steps + 1) * sizes.batch * cell.width);
  let taken: Taken | undefined;
  return {
    begin(batch, rows) {
      taken = { batch, rows };
    },
    forward(layout) {
      if (!taken) return;
      const { batch, rows } = taken;
      const { gains } = batch;
      eachRow(layout, rows, (t, r, row) => {
        const at = row * cell.width;
        const from = (t * batch.batch + rows.sample[r]) * inputs;
        for (let i = 0; i < inputs; i++) {
          xh[at + i] = batch.inputs[from + i] * (gains ? gains[from + i] : 1);
        }
      });
    },
    keep: nothing,
    backward: nothing,
  };
}

function words({ kernels, config, sizes, cell, cortex }: InputOptions): InputLayer {
  const { inputs, steps } = sizes;
  const width = corticalInputs(config, inputs);
  const { weights, gradient } = cortex;
  const { E, Wf, bf } = weights.at;
  const { E: dE, Wf: dWf, bf: dbf } = gradient.at;
  const pictures = kernels.allocate(sizes.batch * inputs);
  const seen = kernels.allocate(sizes.batch * width);
  const dSeen = kernels.allocate(sizes.batch * width);
  const dX = kernels.allocate(steps * sizes.batch * width);
  const features = kernels.view(pictures, sizes.batch * inputs);
  const xh = kernels.view(cell.XH, (steps + 1) * sizes.batch * cell.width);
  const dx = kernels.view(dX, steps * sizes.batch * width);
  let taken: Taken | undefined;

  const multiply = (of: typeof xh, at: number, from: number, gains: Float32Array) => {
    for (let i = 0; i < width; i++) of[at + i] *= gains[from + i];
  };

  return {
    begin(batch, rows) {
      taken = { batch, rows };
      for (let r = 0; r < rows.count; r++) {
        const from = rows.sample[r] * inputs;
        features.set(batch.inputs.subarray(from, from + inputs), r * inputs);
      }
    },

    forward(layout) {
      if (!taken) return;
      const { batch, rows } = taken;
      const { tokens = NO_WORDS, gains } = batch;
      if (layout.from === 0) {
        kernels.dense(seen, pictures, Wf, bf, rows.count, width, inputs);
      }
      eachRow(layout, rows, (t, r, row) => {
        const of = t * batch.batch + rows.sample[r];
        const at = row * cell.width;
        kernels.copy(cell.XH + at, t === 0 ? seen + r * width : E + tokens[of] * width, width);
        if (gains) multiply(xh, at, of * width, gains);
      });
    },

    keep(row, count) {
      for (let r = 0; r < count; r++) {
        kernels.copy(dX + (row + r) * width, cell.dXH + r * cell.width, width);
      }
    },

    backward(layout) {
      if (!taken) return;
      const { batch, rows } = taken;
      const { tokens = NO_WORDS, gains } = batch;
      eachRow(layout, rows, (t, r, row) => {
        const of = t * batch.batch + rows.sample[r];
        const at = row * width;
        if (gains) multiply(dx, at, of * width, gains);
        if (t === 0) kernels.copy(dSeen + r * width, dX + at, width);
        else kernels.addScaled(dE + tokens[of] * width, 1, dX + at, width);
      });
      if (layout.from === 0) {
        kernels.denseBackward(-1, dWf, dbf, dSeen, pictures, Wf, rows.count, width, inputs);
      }
    },
  };
}

const NO_WORDS = new Int32Array(0);
const nothing = (): void => undefined;
