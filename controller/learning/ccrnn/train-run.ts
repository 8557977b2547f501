/**
 * One run: a learner, a task, so many epochs, and what is done to the learner meanwhile. The seed
 * decides all of it, to the bit, whatever machine it is on, for the same engine.
 */
import type { Influence } from "./influence.ts";
import type { NamedArrays } from "./initial-weights.ts";
import { initialWeights, randomOutputLayer } from "./initial-weights.ts";
import type { Intervention } from "./interventions.ts";
import { schedule } from "./interventions.ts";
import type { Learner, SequenceLearner } from "./learner.ts";
import type { LearnerConfig } from "./learner-config.ts";
import { coupling, meanCosine, roughness, sparseness } from "./measures.ts";
import type { Curriculum, Draws, SequenceBatch } from "./sequence-batch.ts";

export interface RunOptions extends PractiseOptions {
  readonly config: LearnerConfig;
  /** Every how many epochs to look inside, on the first batch of the epoch; never, unless told. */
  readonly recordEvery?: number;
  /** Makes the engine. */
  readonly makeLearner: (config: LearnerConfig, weights: NamedArrays) => Learner;
}

export interface PractiseOptions {
  readonly task: Curriculum;
  readonly epochs: number;
  readonly seed: number;
  readonly interventions?: readonly Intervention[];
  /** Makes independent generators from seeds. */
  readonly makeRandom: (seed: number) => Draws;
  /** Called after each epoch; `false` ends the run there. */
  readonly onEpoch?: (epoch: number, curves: Curves) => boolean | undefined;
}

/** By epoch. */
interface Curves {
  /** The batches' mean of `BatchReport.loss`. */
  readonly train: number[];
  /** `Evaluation.loss` of what is never trained on, after the epoch. */
  readonly validation: number[];
  /** Of the answers to it; empty for classes. */
  readonly roughness: number[];
}

/** What was seen inside, before the first batch of an epoch was learned. */
interface Recording {
  readonly epoch: number;
  /** cos(d̂, d̄) and cos(d̂, gradient of full back-propagation), means over states. */
  readonly cosineWithTarget: number;
  readonly cosineWithTruth: number;
  readonly coupling: number;
  /** Of the cortex and of the granule layer. */
  readonly corticalSparseness: number;
  readonly granularSparseness: number;
}

export interface Practice {
  readonly curves: Curves;
  /** Answers to the validation batch at the end. */
  readonly outputs: Float32Array;
}

export interface Run extends Practice {
  readonly recordings: readonly Recording[];
  readonly learner: Learner;
}

/** A cortico-cerebellar learner from its beginning. */
export function trainRun(options: RunOptions): Run {
  const { config, task, seed, recordEvery, makeRandom, makeLearner } = options;
  const [ofWeights, ofLesion] = [makeRandom(4 * seed), makeRandom(4 * seed + 3)];
  const learner = makeLearner(
    config,
    initialWeights(config, task.inputWidth, task.outputWidth, () => ofWeights.uniform()),
  );
  const recordings: Recording[] = [];
  const { curves, outputs } = practise(learner, options, {
    randomise: () => learner.setWeights(randomOutputLayer(config, () => ofLesion.uniform())),
    before(epoch, batch, influence) {
      if (recordEvery === undefined || epoch % recordEvery !== 0) return;
      recordings.push(record(learner, epoch, batch, { ...influence, noise: [] }));
    },
  });
  return { curves, recordings, learner, outputs };
}

interface Hooks {
  /** Draws the cerebellum's output anew. */
  readonly randomise?: () => void;
  /** Called with the first batch of every epoch, before it is learned. */
  readonly before?: (epoch: number, batch: SequenceBatch, influence: Influence) => void;
}

/** Practice of any learner. Weights, task and noise have seeds of their own: all get the same task. */
export function practise(
  learner: SequenceLearner,
  options: PractiseOptions,
  { randomise, before }: Hooks = {},
): Practice {
  const { task, epochs, seed, interventions = [], makeRandom } = options;
  const ofTask = makeRandom(4 * seed + 1);
  const plan = schedule(interventions, makeRandom(4 * seed + 2));
  const curves: Curves = { train: [], validation: [], roughness: [] };
  let outputs: Float32Array = new Float32Array(0);
  let step = 0;

  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0;
    let batches = 0;
    let influence = plan.at(epoch, step);
    for (const batch of task.epoch(ofTask)) {
      influence = plan.at(epoch, step);
      if (plan.randomisesAt(epoch, step)) randomise?.();
      if (batches === 0) before?.(epoch, batch, influence);
      loss += learner.trainBatch(batch, influence).loss;
      batches++;
      step++;
    }
    const evaluation = learner.evaluate(task.validation, influence);
    outputs = evaluation.outputs;
    curves.train.push(loss / Math.max(1, batches));
    curves.validation.push(evaluation.loss);
    if (task.kind === "values") {
      curves.roughness.push(roughness(outputs, task.validation, task.outputWidth));
    }
    if (options.onEpoch?.(epoch, curves) === false) break;
  }
  return { curves, outputs };
}

function record(
  learner: Learner,
  epoch: number,
  batch: SequenceBatch,
  influence: Influence,
): Recording {
  const seen = learner.analyse(batch, influence);
  const { predictions, targets, trueGradients, stateWidth, granuleCount, states, granules } = seen;
  const isSilent = predictions.length === 0;
  return {
    epoch,
    cosineWithTarget: isSilent ? 0 : meanCosine(predictions, targets, stateWidth),
    cosineWithTruth: isSilent ? 0 : meanCosine(predictions, trueGradients, stateWidth),
    coupling: coupling(seen),
    corticalSparseness: sparseness(states, stateWidth),
    granularSparseness: granuleCount === 0 ? 0 : sparseness(granules, granuleCount),
  };
}
