/**
 * Finds samples of a batch that are the same from beginning to end.
 *
 * A deterministic network does the same with all of them, so one can stand for the rest, with a share
 * in the loss for each: exact, and line drawing knows seven different samples only.
 */
import type { SequenceBatch } from "./sequence-batch.ts";
import type { Rows } from "./supervision.ts";

/** Makes rows for batches of up to `capacity`; what it gives is valid until it is asked again. */
export function rowsOf(capacity: number) {
  const sample = new Int32Array(capacity);
  const share = new Float64Array(capacity);
  const rowOf = new Int32Array(capacity);

  const find = (batch: SequenceBatch, merge: boolean): Rows => {
    let count = 0;
    for (let s = 0; s < batch.batch; s++) {
      let r = merge ? 0 : count;
      while (r < count && !areEqual(batch, sample[r], s)) r++;
      if (r === count) {
        sample[count] = s;
        share[count] = 0;
        count++;
      }
      share[r]++;
      rowOf[s] = r;
    }
    return { count, sample, share, rowOf };
  };
  return Object.assign(find, { none: { count: 0, sample, share, rowOf } });
}

function areEqual(
  { batch, steps, inputs, inputWidth, tokens, gains, targets }: SequenceBatch,
  a: number,
  b: number,
) {
  // Gains are drawn, and nobody would find two alike.
  if (gains) return false;
  const wish = targets.kind === "values" ? targets.values : targets.labels;
  const width = targets.kind === "values" ? targets.width : 1;
  for (let t = 0; t < steps; t++) {
    const row = t * batch;
    if (tokens && tokens[row + a] !== tokens[row + b]) return false;
    for (let i = 0; i < inputWidth && !(tokens && t > 0); i++) {
      if (inputs[(row + a) * inputWidth + i] !== inputs[(row + b) * inputWidth + i]) return false;
    }
    for (let i = 0; i < width; i++) {
      if (wish[(row + a) * width + i] !== wish[(row + b) * width + i]) return false;
    }
  }
  return true;
}
