/**
 * What the learners are given to learn from: the shape of a supervised task in time.
 *
 * The tasks themselves are outside of the controller. These are what it needs to know of them; the
 * types match by structure. Arrays are time-major: [steps × batch × width].
 */

/** What is shown, and what should be answered. */
export interface SequenceBatch {
  readonly batch: number;
  readonly steps: number;
  /** [steps × batch × inputWidth]; the first step's alone, [batch × inputWidth], where there are tokens. */
  readonly inputs: Float32Array;
  readonly inputWidth: number;
  /** Numbers of the words that are read at all later steps, [steps × batch]. */
  readonly tokens?: Int32Array;
  /** What each number that enters the cortex is multiplied by, [steps × batch × its width]. */
  readonly gains?: Float32Array;
  readonly targets: SequenceTargets;
}

export type SequenceTargets =
  /** Where the output should be, [steps × batch × width]. */
  | { readonly kind: "values"; readonly values: Float32Array; readonly width: number }
  /** Which class is right, [steps × batch]; −1 where a step has no answer. */
  | { readonly kind: "classes"; readonly labels: Int32Array; readonly classes: number };

/** As much of a task as a training run needs. */
export interface Curriculum {
  readonly inputWidth: number;
  /** Width of the values, or number of classes. */
  readonly outputWidth: number;
  readonly kind: SequenceTargets["kind"];
  readonly steps: number;
  /** The batches of one epoch, decided by `random` alone. */
  epoch(random: Draws): Iterable<SequenceBatch>;
  /** The same every time; never trained on. */
  readonly validation: SequenceBatch;
}

/** Where chance comes from. */
export interface Draws {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
}
