/** How answers are judged, and how a batch that is too large is answered piece by piece. */

import type { Evaluation } from "./learner.ts";
import type { LearnerConfig, LearnerSizes } from "./learner-config.ts";
import type { SequenceBatch, SequenceTargets } from "./sequence-batch.ts";

export function evaluateInParts(
  batch: SequenceBatch,
  sizes: LearnerSizes,
  answer: (part: SequenceBatch) => Float32Array,
): Evaluation {
  // Gains are for learning: answers are given with all that there is.
  const { gains: _gains, ...all } = batch;
  const { targets, steps } = batch;
  const width = targets.kind === "values" ? targets.width : targets.classes;
  const outputs = new Float32Array(steps * batch.batch * width);
  for (let first = 0; first < batch.batch; first += sizes.batch) {
    const part = samples(all, first, Math.min(sizes.batch, batch.batch - first));
    place(outputs, answer(part), { steps, width, first, count: part.batch, of: batch.batch });
  }
  return { outputs, loss: evaluationLoss(outputs, batch) };
}

/** Mean squared distance over all steps, or mean cross-entropy of the labels. */
function evaluationLoss(outputs: ArrayLike<number>, batch: SequenceBatch): number {
  const { targets } = batch;
  if (targets.kind === "values") {
    let sum = 0;
    for (let i = 0; i < targets.values.length; i++) sum += (outputs[i] - targets.values[i]) ** 2;
    return sum / (batch.steps * batch.batch);
  }
  let sum = 0;
  let count = 0;
  targets.labels.forEach((label, row) => {
    if (label < 0) return;
    sum += surprise(outputs, row * targets.classes, targets.classes, label);
    count++;
  });
  return sum / Math.max(1, count);
}

/** −ln softmax(y)[label], for the `width` scores y that begin at `at`. */
export function surprise(y: ArrayLike<number>, at: number, width: number, label: number): number {
  let largest = y[at];
  for (let i = 1; i < width; i++) largest = Math.max(largest, y[at + i]);
  let sum = 0;
  for (let i = 0; i < width; i++) sum += Math.exp(y[at + i] - largest);
  return Math.log(sum) + largest - y[at + label];
}

/** `count` samples of a batch, from `first` on; the batch itself, if they are all of it. */
function samples(batch: SequenceBatch, first: number, count: number): SequenceBatch {
  if (first === 0 && count === batch.batch) return batch;
  const { steps, inputWidth, tokens, targets } = batch;
  const of = batch.batch;
  const shown = tokens ? 1 : steps;
  const inputs = new Float32Array(shown * count * inputWidth);
  take(inputs, batch.inputs, { steps: shown, width: inputWidth, first, count, of });
  return {
    batch: count,
    steps,
    inputs,
    inputWidth,
    ...(tokens ? { tokens: someNumbers(tokens, steps, first, count, of) } : {}),
    targets: someTargets(targets, steps, first, count, of),
  };
}

function someNumbers(
  whole: Int32Array,
  steps: number,
  first: number,
  count: number,
  of: number,
): Int32Array {
  const numbers = new Int32Array(steps * count);
  take(numbers, whole, { steps, width: 1, first, count, of });
  return numbers;
}

function someTargets(
  targets: SequenceTargets,
  steps: number,
  first: number,
  count: number,
  of: number,
): SequenceTargets {
  if (targets.kind === "values") {
    const values = new Float32Array(steps * count * targets.width);
    take(values, targets.values, { steps, width: targets.width, first, count, of });
    return { ...targets, values };
  }
  return { ...targets, labels: someNumbers(targets.labels, steps, first, count, of) };
}

interface Columns {
  readonly steps: number;
  readonly width: number;
  readonly first: number;
  readonly count: number;
  readonly of: number;
}

function take<T extends Float32Array | Int32Array>(part: T, whole: T, columns: Columns): void {
  const { steps, width, first, count, of } = columns;
  for (let t = 0; t < steps; t++) {
    const from = (t * of + first) * width;
    part.set(whole.subarray(from, from + count * width), t * count * width);
  }
}

function place(whole: Float32Array, part: Float32Array, columns: Columns): void {
  const { steps, width, first, count, of } = columns;
  for (let t = 0; t < steps; t++) {
    const from = t * count * width;
    whole.set(part.subarray(from, from + count * width), (t * of + first) * width);
  }
}

/** Throws a RangeError where a batch is not what the learner was made for. */
export function checkFits(
  batch: SequenceBatch,
  sizes: LearnerSizes,
  embedding?: LearnerConfig["embedding"],
): void {
  if ((embedding === undefined) !== (batch.tokens === undefined)) {
    const [expected, found] = batch.tokens ? ["numbers", "words"] : ["words", "numbers"];
    throw new RangeError(`made for ${expected}, got ${found}`);
  }
  const { inputWidth, targets, steps } = batch;
  const width = targets.kind === "values" ? targets.width : targets.classes;
  if (
    inputWidth !== sizes.inputs ||
    width !== sizes.outputs ||
    targets.kind !== sizes.kind ||
    steps > sizes.steps ||
    batch.batch > sizes.batch
  ) {
    throw new RangeError(
      `made for ${sizes.inputs} inputs, ${sizes.outputs} ${sizes.kind}, up to ${sizes.steps} steps × ` +
        `${sizes.batch}; got ${inputWidth}, ${width} ${targets.kind}, ${steps} × ${batch.batch}`,
    );
  }
}
