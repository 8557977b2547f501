/**
 * A recurrent layer with a memory for all the states of a batch: what the LSTM and the tanh layer
 * have in common. A row is one sample at one step; which rows follow each other is up to the caller.
 */
import type { Kernels, Offset } from "../../kernels/kernels.ts";

export interface Cell {
  /** Numbers in a state a: h, or h and c side by side. */
  readonly stateWidth: number;
  /** Where x and h lie side by side, row by row, and how wide such a row is. */
  readonly XH: Offset;
  readonly width: number;
  /** ∂L/∂x and ∂L/∂h side by side [rows × width] of the step that was last walked back. */
  readonly dXH: Offset;
  /** ∂L/∂h [rows × H] of the states ahead, which `backward` replaces by that of those before. */
  readonly dH: Offset;
  /** h = c = 0 for `rows` rows. */
  clear(row: number, rows: number): void;
  /** The states at row `to` ← those one step on from `from`. */
  forward(from: number, to: number, rows: number): void;
  /** One step back for the first `rows` gradients ahead; their states begin at `row`. Adds to dW, db. */
  backward(row: number, rows: number, dW: Offset, db: Offset): void;
  /** a [stateWidth] ← the state at `row`. */
  readState(a: Offset, row: number): void;
  /** Row `row` of the gradients ahead ← keep · itself + scale · d [stateWidth]. */
  mixAhead(row: number, keep: number, scale: number, d: Offset): void;
  /** d [stateWidth] ← row `row` of the gradients ahead. */
  readAhead(d: Offset, row: number): void;
}

export interface CellOptions {
  readonly kernels: Kernels;
  readonly inputs: number;
  readonly hidden: number;
  /** Rows that are walked back, and one batch more for the last states. */
  readonly rows: number;
  readonly batch: number;
  /** Weights [gates × (I + H)] and their bias. */
  readonly W: Offset;
  readonly b: Offset;
}
