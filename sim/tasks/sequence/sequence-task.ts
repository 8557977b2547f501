/**
 * A supervised task in time: inputs and targets step by step, for batches of samples side by side.
 *
 * Arrays are time-major, so that one step of the whole batch lies together: [steps × batch × width].
 */

/** What is shown, and what should be answered. */
export interface SequenceBatch {
  readonly batch: number;
  readonly steps: number;
  /** [steps × batch × inputs] */
  readonly inputs: Float32Array;
  readonly inputWidth: number;
  readonly targets: Targets;
}

export type Targets =
  /** Where the output should be, [steps × batch × width]. */
  | { readonly kind: "values"; readonly values: Float32Array; readonly width: number }
  /** Which class is right, [steps × batch], of `classes`; −1 where a step has no answer. */
  | { readonly kind: "classes"; readonly labels: Int32Array; readonly classes: number };

/** A task: it makes batches, and knows how its outputs are judged. */
export interface SequenceTask {
  readonly name: string;
  readonly inputWidth: number;
  /** Width of the values, or number of classes. */
  readonly outputWidth: number;
  readonly kind: Targets["kind"];
  readonly steps: number;
  /** Batches in an epoch. */
  readonly batchesPerEpoch: number;
  /** The batches of one epoch of training: drawn from `random`, which decides all of them. */
  epoch(random: { uniform(): number; normal(): number }): Iterable<SequenceBatch>;
  /** The same every time; never trained on. */
  readonly validation: SequenceBatch;
}
