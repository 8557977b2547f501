/**
 * Inverted dropout of what enters the cortex: each number is silenced with a chance p while learning,
 * and the others are 1/(1 − p) times as large, so that nothing has to change when it answers
 * (Srivastava et al. 2014, JMLR 15, section 10).
 */
import type { Draws, SequenceBatch } from "./sequence-batch.ts";

/** The same batch with gains drawn anew; `width` is that of what enters the cortex. */
export function withDropout(
  batch: SequenceBatch,
  width: number,
  chance: number,
  draws: Draws,
): SequenceBatch {
  if (chance === 0) return batch;
  const gains = new Float32Array(batch.steps * batch.batch * width);
  for (let i = 0; i < gains.length; i++) gains[i] = draws.uniform() < chance ? 0 : 1 / (1 - chance);
  return { ...batch, gains };
}
