/**
 * Captions as a task in time: the picture at the first step, then word by word what comes next.
 *
 *   step      0          1         2        …   n + 1
 *   input     features   <start>   word 1   …   word n
 *   answer    none       word 1    word 2   …   <end>
 *
 * Features are shown at step 0 only, so whatever the caption says of the picture has to be carried to
 * the word that says it. All captions of a batch have one length; a batch has as many steps as they
 * have tokens. The published code asks for <start> at step 0 and counts it: `asksForStart` does, too.
 */
import type { Words } from "../../../metrics/captions/n-grams.ts";
import { END, makeVocabulary, START, type Vocabulary } from "./vocabulary.ts";

/** Pictures, and what is said of them. */
export interface CaptionSet {
  /** [pictures × featureWidth] */
  readonly features: Float32Array;
  readonly featureWidth: number;
  readonly captions: readonly Caption[];
}

interface Caption {
  /** Row of the features. */
  readonly picture: number;
  readonly words: Words;
}

export interface CaptionBatch {
  readonly batch: number;
  readonly steps: number;
  /** What is read, [steps × batch]; −1 at step 0, where the features are read instead. */
  readonly tokens: Int32Array;
  /** Features of the pictures, [batch × inputWidth]. */
  readonly inputs: Float32Array;
  readonly inputWidth: number;
  /** What comes next, [steps × batch]; −1 where nothing is asked. */
  readonly targets: {
    readonly kind: "classes";
    readonly labels: Int32Array;
    readonly classes: number;
  };
}

export interface CaptionTask {
  readonly name: string;
  readonly vocabulary: Vocabulary;
  readonly featureWidth: number;
  /** Most captions of a batch, and most words of a caption. */
  readonly batch: number;
  readonly longest: number;
  readonly batchesPerEpoch: number;
  /** The batches of one epoch, decided by `random`: every caption about once, lengths by turns. */
  epoch(random: { uniform(): number }): Iterable<CaptionBatch>;
  /** Every caption of validation once, the shortest first. */
  readonly validation: readonly CaptionBatch[];
  /** The pictures of validation with all their captions, for scores of made captions. */
  readonly pictures: readonly DescribedPicture[];
}

interface DescribedPicture {
  readonly features: Float32Array;
  readonly references: readonly Words[];
}

export interface CaptionTaskOptions {
  readonly name: string;
  readonly batch?: number;
  /** Words that occur less often in training are unknown. The paper has 4. */
  readonly minimumCount?: number;
  /** Captions of fewer or more words are left out. */
  readonly words?: { readonly min: number; readonly max: number };
  readonly asksForStart?: boolean;
}

export function captionTask(
  training: CaptionSet,
  validation: CaptionSet,
  { name, batch = 50, minimumCount = 4, words, asksForStart = false }: CaptionTaskOptions,
): CaptionTask {
  if (training.featureWidth !== validation.featureWidth) {
    throw new RangeError(
      `features of validation have width ${validation.featureWidth}, those of training ${training.featureWidth}`,
    );
  }
  const isAsked = ({ words: { length } }: Caption): boolean =>
    words === undefined || (length >= words.min && length <= words.max);
  const vocabulary = makeVocabulary(
    training.captions.map((caption) => caption.words),
    minimumCount,
  );
  const batchOf = (set: CaptionSet, captions: readonly Caption[]): CaptionBatch =>
    makeBatch(set, captions, vocabulary, asksForStart);

  const asked = training.captions.filter(isAsked);
  const askedLater = validation.captions.filter(isAsked);
  const buckets = byLength(asked);
  if (buckets.length === 0) throw new RangeError(`${name} has no caption to train on`);
  const batchesOf = (bucket: readonly Caption[]): number =>
    Math.max(1, Math.round(bucket.length / batch));

  return {
    name,
    vocabulary,
    featureWidth: training.featureWidth,
    batch,
    longest: [...asked, ...askedLater].reduce((most, { words: w }) => Math.max(most, w.length), 0),
    batchesPerEpoch: buckets.reduce((sum, bucket) => sum + batchesOf(bucket), 0),
    *epoch(random) {
      const batches = buckets.flatMap((bucket) => {
        const order = shuffled(bucket, random);
        return Array.from({ length: batchesOf(bucket) }, (_, i) =>
          // Round and round, so that rare lengths fill their batch as well.
          Array.from({ length: batch }, (_, k) => order[(i * batch + k) % order.length]),
        );
      });
      for (const captions of shuffled(batches, random)) yield batchOf(training, captions);
    },
    validation: byLength(askedLater).flatMap((bucket) =>
      inChunks(bucket, batch).map((captions) => batchOf(validation, captions)),
    ),
    pictures: describedPictures(validation),
  };
}

function makeBatch(
  { features, featureWidth }: CaptionSet,
  captions: readonly Caption[],
  vocabulary: Vocabulary,
  asksForStart: boolean,
): CaptionBatch {
  const batch = captions.length;
  const steps = captions[0].words.length + 2;
  const tokens = new Int32Array(steps * batch).fill(-1);
  const labels = new Int32Array(steps * batch).fill(-1);
  const shown = new Float32Array(batch * featureWidth);
  for (const [sample, { picture, words }] of captions.entries()) {
    const encoded = vocabulary.encode(words);
    for (let t = 0; t < steps; t++) {
      if (t > 0) tokens[t * batch + sample] = encoded[t - 1];
      if (t > 0 || asksForStart) labels[t * batch + sample] = encoded[t];
    }
    shown.set(
      features.subarray(picture * featureWidth, (picture + 1) * featureWidth),
      sample * featureWidth,
    );
  }
  const targets = { kind: "classes", labels, classes: vocabulary.words.length } as const;
  return { batch, steps, tokens, inputs: shown, inputWidth: featureWidth, targets };
}

/** The captions of each length, the shortest first. */
function byLength(captions: readonly Caption[]): Caption[][] {
  const buckets = new Map<number, Caption[]>();
  for (const caption of captions) {
    const bucket = buckets.get(caption.words.length);
    if (bucket) bucket.push(caption);
    else buckets.set(caption.words.length, [caption]);
  }
  return [...buckets].sort(([a], [b]) => a - b).map(([, bucket]) => bucket);
}

function describedPictures({ features, featureWidth, captions }: CaptionSet): DescribedPicture[] {
  const references = new Map<number, Words[]>();
  for (const { picture, words } of captions) {
    references.set(picture, [...(references.get(picture) ?? []), words]);
  }
  return [...references].map(([picture, said]) => ({
    features: features.subarray(picture * featureWidth, (picture + 1) * featureWidth),
    references: said,
  }));
}

function inChunks<T>(values: readonly T[], size: number): T[][] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, i) => values.slice(i * size, (i + 1) * size));
}

/** Fisher & Yates (1938), as a copy. */
function shuffled<T>(values: readonly T[], random: { uniform(): number }): T[] {
  const out = [...values];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * random.uniform());
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Tokens that a decoder begins and ends with. */
export const CAPTION_ENDS = { startToken: START, endToken: END } as const;
