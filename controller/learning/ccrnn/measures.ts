/** What is measured of answers and of states. The definitions are ours where the papers give none. */
import type { Analysis } from "./learner.ts";
import type { SequenceBatch } from "./sequence-batch.ts";

/**
 * Roughness of a movement, our score for ataxia: the mean over samples and steps of
 * ‖y(t+1) − 2 y(t) + y(t−1)‖². A straight line at constant speed has none.
 */
export function roughness(
  outputs: ArrayLike<number>,
  { batch, steps }: SequenceBatch,
  width: number,
): number {
  const row = batch * width;
  let sum = 0;
  for (let i = row; i < (steps - 1) * row; i++) {
    sum += (outputs[i + row] - 2 * outputs[i] + outputs[i - row]) ** 2;
  }
  return sum / Math.max(1, batch * (steps - 2));
}

/** cos(x, y), over all entries; 0 where one of them is nothing. */
export function cosine(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let dot = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    dot += x[i] * y[i];
    xx += x[i] * x[i];
    yy += y[i] * y[i];
  }
  return xx > 0 && yy > 0 ? dot / Math.sqrt(xx * yy) : 0;
}

/** Mean over rows of the cosine of each with its like; rows of which one is nothing are left out. */
export function meanCosine(x: Float64Array, y: Float64Array, width: number): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < x.length; at += width) {
    const a = x.subarray(at, at + width);
    const b = y.subarray(at, at + width);
    if (a.every((v) => v === 0) || b.every((v) => v === 0)) continue;
    sum += cosine(a, b);
    count++;
  }
  return sum / Math.max(1, count);
}

/** Mean |Pearson's r| of each number of a state with each granule cell; units that rest are left out. */
export function coupling({ states, granules, stateWidth, granuleCount }: Analysis): number {
  const cortex = standardised(states, stateWidth);
  const cells = standardised(granules, granuleCount);
  let sum = 0;
  for (const unit of cortex) for (const cell of cells) sum += Math.abs(product(unit, cell));
  return sum / Math.max(1, cortex.length * cells.length);
}

/**
 * Sparseness of a population (Treves & Rolls 1991, scaled to 0…1): (N − mean (Σ|x|)² / Σx²) / (N − 1),
 * 1 where one unit at a time is active, 0 where all are alike.
 */
export function sparseness(activity: Float64Array, width: number): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < activity.length; at += width) {
    let total = 0;
    let squares = 0;
    for (let i = at; i < at + width; i++) {
      total += Math.abs(activity[i]);
      squares += activity[i] * activity[i];
    }
    if (squares === 0) continue;
    sum += (total * total) / squares;
    count++;
  }
  return count === 0 || width < 2 ? 0 : (width - sum / count) / (width - 1);
}

/** Each column that varies, with its mean taken away and a length of 1. */
function standardised(x: Float64Array, width: number): Float64Array[] {
  const rows = width === 0 ? 0 : x.length / width;
  const columns = Array.from({ length: rows === 0 ? 0 : width }, (_, column) => {
    const values = Float64Array.from({ length: rows }, (_unused, row) => x[row * width + column]);
    const mean = values.reduce((sum, v) => sum + v, 0) / rows;
    const length = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0));
    return length > 1e-12 ? values.map((v) => (v - mean) / length) : undefined;
  });
  return columns.filter((column) => column !== undefined);
}

function product(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}
