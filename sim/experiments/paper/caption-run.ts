/**
 * One run of captioning: a decoder learns, and is judged by what the words of pictures that it has
 * never seen cost it, and by the captions that it makes of them. The seed decides all of it.
 */
import { withDropout } from "../../../controller/learning/ccrnn/dropout.ts";
import { surprise } from "../../../controller/learning/ccrnn/evaluation.ts";
import type { NamedArrays } from "../../../controller/learning/ccrnn/initial-weights.ts";
import { initialWeights } from "../../../controller/learning/ccrnn/initial-weights.ts";
import type { SequenceLearner } from "../../../controller/learning/ccrnn/learner.ts";
import type {
  LearnerConfig,
  LearnerSizes,
} from "../../../controller/learning/ccrnn/learner-config.ts";
import { corticalInputs } from "../../../controller/learning/ccrnn/learner-config.ts";
import type { Draws } from "../../../controller/learning/ccrnn/sequence-batch.ts";
import { bitsPerWord } from "../../metrics/captions/bits-per-word.ts";
import type { CaptionBatch, CaptionTask } from "../../tasks/sequence/captions/caption-batches.ts";
import { captionSizes } from "./caption-learners.ts";
import { type CaptionScores, type MadeCaption, makeCaptions } from "./made-captions.ts";

export interface CaptionRunOptions {
  readonly task: CaptionTask;
  readonly config: LearnerConfig;
  readonly seed: number;
  readonly epochs: number;
  /** Chance that a number which enters the cortex is silenced in learning. */
  readonly dropout?: number;
  /** "blank": the control. It hears that there is a picture, and never sees it. */
  readonly pictures?: "shown" | "blank";
  /** Pictures of validation that captions are made of. */
  readonly captioned?: number;
  readonly makeLearner: (
    config: LearnerConfig,
    sizes: LearnerSizes,
    weights: NamedArrays,
  ) => SequenceLearner;
  /** Makes independent generators from seeds. */
  readonly makeRandom: (seed: number) => Draws;
  /** Called after each batch; `false` ends learning there. */
  readonly onBatch?: (done: number, total: number, bits: number) => boolean;
  /** Called after each epoch with the bits per word of validation; `false` ends learning there. */
  readonly onEpoch?: ((epoch: number, bits: number) => boolean) | undefined;
  /** Called with the learner in the end. */
  readonly onEnd?: (learner: SequenceLearner) => void;
}

/** Bits are per word of validation. JSON. */
export interface CaptionRunResult {
  readonly engine: string;
  readonly words: number;
  /** By epoch, the first before any learning: so there is one number more than there are epochs. */
  readonly validation: readonly number[];
  /** By epoch: means over the batches while they were learned [bits per word]. */
  readonly train: readonly number[];
  /** At the end, of captions of so many words: about a third of the captions each. */
  readonly byLength: readonly LengthBits[];
  /** At the end, by the place of the word in its caption. */
  readonly byPosition: readonly number[];
  /** At the end, when each caption is told of another picture. */
  readonly otherPicture: number;
  readonly scores: { readonly greedy: CaptionScores; readonly beam: CaptionScores };
  readonly captions: readonly MadeCaption[];
  readonly interrupted: boolean;
}

interface LengthBits {
  readonly name: "short" | "medium" | "long";
  readonly words: readonly [from: number, to: number];
  readonly bits: number;
}

const CAPTIONED = 100;

export function performCaptionRun(options: CaptionRunOptions): CaptionRunResult {
  const { task, config, seed, epochs, dropout = 0, makeRandom, makeLearner } = options;
  const sizes = captionSizes(task);
  const see = (batch: CaptionBatch): CaptionBatch =>
    options.pictures === "blank" ? { ...batch, inputs: batch.inputs.map(() => 0) } : batch;
  const [ofWeights, ofTask, ofDropout] = [0, 1, 2].map((stream) => makeRandom(4 * seed + stream));
  const weights = initialWeights(config, sizes.inputs, sizes.outputs, () => ofWeights.uniform());
  const learner = makeLearner(config, sizes, weights);
  const width = corticalInputs(config, sizes.inputs);
  const validation = task.validation.map(see);
  const total = epochs * task.batchesPerEpoch;

  const curve = [judge(learner, validation).total()];
  const train: number[] = [];
  let done = 0;
  let goesOn = true;
  for (let epoch = 0; epoch < epochs && goesOn; epoch++) {
    let nats = 0;
    let batches = 0;
    for (const batch of task.epoch(ofTask)) {
      nats += learner.trainBatch(withDropout(see(batch), width, dropout, ofDropout)).loss;
      batches++;
      done++;
      goesOn = options.onBatch?.(done, total, curve[curve.length - 1]) ?? true;
      if (!goesOn) break;
    }
    train.push(nats / batches / Math.LN2);
    curve.push(judge(learner, validation).total());
    goesOn &&= options.onEpoch?.(epoch, curve[curve.length - 1]) ?? true;
  }
  options.onEnd?.(learner);
  const blank = options.pictures === "blank";
  return {
    engine: learner.engine,
    words: sizes.outputs,
    validation: curve,
    train,
    byLength: byLength(learner, validation),
    byPosition: judge(learner, validation).byStep().filter(Number.isFinite),
    otherPicture: judge(learner, withOtherPictures(validation)).total(),
    ...makeCaptions(learner, task, options.captioned ?? CAPTIONED, blank),
    interrupted: !goesOn,
  };
}

/** What the words of some batches cost. */
function judge(learner: SequenceLearner, batches: readonly CaptionBatch[]) {
  const bits = bitsPerWord();
  for (const batch of batches) {
    const { labels, classes } = batch.targets;
    const { outputs } = learner.evaluate(batch);
    const nats = Array.from(labels, (label, row) =>
      label < 0 ? 0 : surprise(outputs, row * classes, classes, label),
    );
    bits.add(nats, labels, batch.batch);
  }
  return bits;
}

/** Validation begins with its shortest captions, so a third of it is a third by length, too. */
function byLength(learner: SequenceLearner, batches: readonly CaptionBatch[]): LengthBits[] {
  const all = batches.reduce((sum, { batch }) => sum + batch, 0);
  const lengths = batches.flatMap(({ batch, steps }) => Array<number>(batch).fill(steps - 2));
  const last = [Math.ceil(all / 3), Math.ceil((2 * all) / 3), all].map((n) => lengths[n - 1]);
  return (["short", "medium", "long"] as const).flatMap((name, third) => {
    const from = third === 0 ? lengths[0] : last[third - 1] + 1;
    const to = last[third];
    const some = batches.filter(({ steps }) => steps - 2 >= from && steps - 2 <= to);
    // Where most captions are of one length a third of them is no length of its own.
    return some.length === 0 ? [] : { name, words: [from, to], bits: judge(learner, some).total() };
  });
}

/** Each caption with the next picture that is another one. */
function withOtherPictures(batches: readonly CaptionBatch[]): CaptionBatch[] {
  const shown = batches.flatMap(({ inputs, inputWidth, batch }) =>
    Array.from({ length: batch }, (_, i) => inputs.subarray(i * inputWidth, (i + 1) * inputWidth)),
  );
  const isOther = (one: Float32Array, own: Float32Array) => one.some((f, i) => f !== own[i]);
  let row = 0;
  return batches.map((batch) => {
    const inputs = new Float32Array(batch.inputs.length);
    for (let i = 0; i < batch.batch; i++, row++) {
      const own = shown[row];
      const next = [...shown.slice(row), ...shown.slice(0, row)];
      inputs.set(next.find((one) => isOther(one, own)) ?? own, i * batch.inputWidth);
    }
    return { ...batch, inputs };
  });
}
