/**
 * What every engine of the cortico-cerebellar learner does, whatever it computes with.
 *
 * One batch of learning:
 *
 *   1  the cortex runs through the sequence; it needs no cerebellum for that
 *   2  the cerebellum predicts the gradient at the states, d̂(a) = C(a)
 *   3  each window is walked back, from its own loss and from scale · d̂ at its end
 *   4  what arrives at the state that began the window, d̄, is what d̂ should have been there
 *   5  gradients are clipped by their norm, and Adam takes a step
 */
import type { Influence } from "./influence.ts";
import type { NamedArrays } from "./initial-weights.ts";
import type { LearnerConfig, LearnerSizes } from "./learner-config.ts";
import type { SequenceBatch } from "./sequence-batch.ts";

export interface Learner extends SequenceLearner {
  readonly config: LearnerConfig;
  /** Looks inside without learning. The batch may be no larger than one that is learned from. */
  analyse(batch: SequenceBatch, influence?: Influence): Analysis;
}

/** What learns sequences, whatever its rule. */
export interface SequenceLearner {
  readonly engine: string;
  readonly sizes: LearnerSizes;
  /** Learns from one batch. */
  trainBatch(batch: SequenceBatch, influence?: Influence): BatchReport;
  /** Answers without learning. Batches of any size. */
  evaluate(batch: SequenceBatch, influence?: Influence): Evaluation;
  /** Copied. */
  weights(): NamedArrays;
  /**
   * Copies those that are given; a RangeError where a name or a length is wrong. Where the fan-in is
   * limited, an entry of W0 that is zero is no connection, and never becomes one.
   */
  setWeights(weights: NamedArrays): void;
  /** Gradients of the last batch, or of the last window of it, before they were clipped. Copied. */
  gradients(): NamedArrays;
}

interface BatchReport {
  /**
   * Values: the sum of squared distances at supervised steps, over batch and *all* steps, as the
   * published code reports it. Classes: the mean cross-entropy of the labels.
   */
  readonly loss: number;
  /** Norm of all gradients before they were clipped; of the largest, where there were several steps. */
  readonly gradientNorm: number;
  /** Σ ‖d̂ − d̄‖² over what the cerebellum was taught. */
  readonly cerebellarError: number;
}

export interface Evaluation {
  /** What the read-out says, [steps × batch × width]; scores before the softmax for classes. */
  readonly outputs: Float32Array;
  /** Mean squared distance over all steps, or mean cross-entropy of the labels [nats]. */
  readonly loss: number;
}

/** Rows are steps × samples, time-major. All gradients are those of the sum of the windows' losses. */
export interface Analysis {
  /** Which steps the rows are of: those that begin a window, or all if the cerebellum learns all. */
  readonly steps: readonly number[];
  readonly batch: number;
  readonly stateWidth: number;
  readonly granuleCount: number;
  /** a, [steps × batch × stateWidth]. */
  readonly states: Float64Array;
  /** Activity of the first granule layer, [steps × batch × granuleCount]; empty without cerebellum. */
  readonly granules: Float64Array;
  /** d̂, what the cerebellum says, d̄, what it should say, and what full back-propagation gives. */
  readonly predictions: Float64Array;
  readonly targets: Float64Array;
  readonly trueGradients: Float64Array;
}
