/**
 * One run: a learner, a task, so many epochs, and what is done to the learner meanwhile. The seed
 * decides all of it, to the bit, whatever machine it is on, for the same engine.
 */
import type { Influence } from "./influence.ts";
import type { NamedArrays } from "./initial-weights.ts";
import { initialWeights, randomOutputLayer } from "./initial-weights.ts";
import type { Intervention } from "./interventions.ts";
import { schedule } from "./interventions.ts";
import type { Analysis, Evaluation, Learner, SequenceLearner } from "./learner.ts";
import type { LearnerConfig } from "./learner-config.ts";
import type { Curriculum, Draws, SequenceBatch } from "./sequence-batch.ts";

export interface RunOptions extends PractiseOptions {
  readonly config: LearnerConfig;
  /** Every how many epochs to look inside, on the first batch of the epoch before it is learned. */
  readonly lookEvery?: number;
  readonly onLook?: (epoch: number, seen: Analysis) => void;
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
  readonly onEpoch?: (epoch: number, done: Epoch) => boolean | undefined;
}

export interface Epoch {
  /** The batches' mean of `BatchReport.loss`. */
  readonly train: number;
  /** Of what is never trained on, after the epoch. */
  readonly evaluation: Evaluation;
}

/** By epoch. */
interface Curves {
  readonly train: number[];
  /** `Evaluation.loss` of what is never trained on. */
  readonly validation: number[];
}

export interface Run {
  readonly curves: Curves;
  readonly learner: Learner;
}

/** A cortico-cerebellar learner from its beginning. */
export function trainRun(options: RunOptions): Run {
  const { config, task, seed, lookEvery, onLook, makeRandom, makeLearner } = options;
  const [ofWeights, ofLesion] = [makeRandom(4 * seed), makeRandom(4 * seed + 3)];
  const learner = makeLearner(
    config,
    initialWeights(config, task.inputWidth, task.outputWidth, () => ofWeights.uniform()),
  );
  const curves = practise(learner, options, {
    randomise: () => learner.setWeights(randomOutputLayer(config, () => ofLesion.uniform())),
    before(epoch, batch, influence) {
      if (lookEvery === undefined || epoch % lookEvery !== 0) return;
      onLook?.(epoch, learner.analyse(batch, { ...influence, noise: [] }));
    },
  });
  return { curves, learner };
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
): Curves {
  const { task, epochs, seed, interventions = [], makeRandom } = options;
  const ofTask = makeRandom(4 * seed + 1);
  const plan = schedule(interventions, makeRandom(4 * seed + 2));
  const curves: Curves = { train: [], validation: [] };
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
    const train = loss / Math.max(1, batches);
    curves.train.push(train);
    curves.validation.push(evaluation.loss);
    if (options.onEpoch?.(epoch, { train, evaluation }) === false) break;
  }
  return curves;
}
