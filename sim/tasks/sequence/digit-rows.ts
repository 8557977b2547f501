/**
 * Digits read row by row: images of 28 × 28 pixels, one row a step, pixels from 0 to 1.
 *
 * What is to be answered differs by task (digit-line-drawing.ts, digit-drawing.ts,
 * digit-discrimination.ts). Pemberton et al. (2021), NeurIPS; 40 epochs in batches of 50 there.
 */
import { makeRandom } from "../../random.ts";
import type { SequenceBatch, SequenceTask, Targets } from "./sequence-task.ts";

export const DIGIT_SIDE = 28;
const PIXELS = DIGIT_SIDE * DIGIT_SIDE;
/** Images of a batch, which is the least that can be learned from. */
export const DIGIT_BATCH = 50;

export interface DigitImages {
  /** Brightness from 0 to 255, [n × 784], row by row. */
  readonly pixels: Uint8Array;
  /** The digits, 0 … 9, [n]. */
  readonly labels: Uint8Array;
}

export interface DigitTaskOptions {
  /** Part of the images that is kept for validation. The paper has a fifth. */
  readonly validationShare?: number;
  /** Decides which images are kept. */
  readonly splitSeed?: number;
  /** At most so many images to be judged by, to bound the memory a judgement takes. */
  readonly validationLimit?: number;
  /** Images to be judged by instead; all of `images` are trained on then. */
  readonly heldOut?: DigitImages;
}

interface DigitTask {
  readonly name: string;
  readonly outputWidth: number;
  readonly kind: Targets["kind"];
  /** What to answer to each of these digits. */
  targetsOf(digits: Uint8Array): Targets;
}

/** The task of answering `task.targetsOf` to the images. */
export function digitTask(
  { targetsOf, ...task }: DigitTask,
  images: DigitImages,
  options: DigitTaskOptions = {},
): SequenceTask {
  const { heldOut, validationLimit = Number.POSITIVE_INFINITY } = options;
  checkImages(images);
  if (heldOut) checkImages(heldOut);
  const { training, validation } = splitDigits(images.labels.length, options);
  const batchOf = (from: DigitImages, indices: Uint32Array): SequenceBatch => {
    const digits = Uint8Array.from(indices, (i) => from.labels[i]);
    return rowBatch(from.pixels, indices, targetsOf(digits));
  };
  const judges = heldOut ? Uint32Array.from(heldOut.labels.keys()) : validation;
  const batchesPerEpoch = Math.floor(training.length / DIGIT_BATCH);
  if (batchesPerEpoch === 0) {
    throw new RangeError(
      `${task.name} needs ${DIGIT_BATCH} images to train on, found ${training.length}`,
    );
  }

  return {
    ...task,
    inputWidth: DIGIT_SIDE,
    steps: DIGIT_SIDE,
    batchesPerEpoch,
    *epoch(random) {
      const order = shuffled(training, random);
      for (let i = 0; i < batchesPerEpoch; i++) {
        yield batchOf(images, order.subarray(DIGIT_BATCH * i, DIGIT_BATCH * (i + 1)));
      }
    },
    validation: batchOf(heldOut ?? images, judges.subarray(0, validationLimit)),
  };
}

/** Which of `count` images are trained on, and which are kept: always the same for one seed. */
export function splitDigits(
  count: number,
  { validationShare = 0.2, splitSeed = 60_000, heldOut }: DigitTaskOptions = {},
): { readonly training: Uint32Array; readonly validation: Uint32Array } {
  const order = shuffled(
    Uint32Array.from({ length: count }, (_, i) => i),
    makeRandom(splitSeed),
  );
  const kept = heldOut ? 0 : Math.round(count * validationShare);
  return {
    training: order.subarray(kept).toSorted(),
    validation: order.subarray(0, kept).toSorted(),
  };
}

/** A batch of the images at `indices`, a row a step. */
function rowBatch(pixels: Uint8Array, indices: Uint32Array, targets: Targets): SequenceBatch {
  const batch = indices.length;
  const inputs = new Float32Array(DIGIT_SIDE * batch * DIGIT_SIDE);
  for (let t = 0, k = 0; t < DIGIT_SIDE; t++) {
    for (let sample = 0; sample < batch; sample++) {
      const row = indices[sample] * PIXELS + t * DIGIT_SIDE;
      for (let x = 0; x < DIGIT_SIDE; x++, k++) inputs[k] = pixels[row + x] / 255;
    }
  }
  return { batch, steps: DIGIT_SIDE, inputs, inputWidth: DIGIT_SIDE, targets };
}

/** Fisher & Yates (1938), as a copy. */
function shuffled(values: Uint32Array, random: { uniform(): number }): Uint32Array {
  const out = values.slice();
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * random.uniform());
    const moved = out[i];
    out[i] = out[j];
    out[j] = moved;
  }
  return out;
}

function checkImages({ pixels, labels }: DigitImages): void {
  if (pixels.length !== labels.length * PIXELS) {
    throw new RangeError(
      `${labels.length} labels belong to ${labels.length * PIXELS} pixels, found ${pixels.length}`,
    );
  }
  const wrong = labels.find((label) => label > 9);
  if (wrong !== undefined) throw new RangeError(`a label is a digit from 0 to 9, found ${wrong}`);
}
