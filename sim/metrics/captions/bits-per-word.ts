/**
 * Bits per word: mean cross-entropy of the next word, by base 2, and where in the caption it is paid.
 *
 *   BPW = −(1/n) Σ log₂ p(word)
 */

/** Adds up what words cost, over as many batches as there are. */
export interface BitsPerWord {
  /**
   * One batch: −ln p of each word [steps × batch], and the words asked for; −1 where there is none.
   */
  add(nats: ArrayLike<number>, labels: ArrayLike<number>, batch: number): void;
  /** Of all words so far; NaN without any. */
  total(): number;
  /** Of the words at each step. */
  byStep(): number[];
}

export function bitsPerWord(): BitsPerWord {
  const nats: number[] = [];
  const words: number[] = [];
  return {
    add(cost, labels, batch) {
      if (cost.length !== labels.length) {
        throw new RangeError(`${labels.length} costs expected, found ${cost.length}`);
      }
      for (let k = 0; k < labels.length; k++) {
        const step = Math.floor(k / batch);
        nats[step] ??= 0;
        words[step] ??= 0;
        if (labels[k] < 0) continue;
        nats[step] += cost[k];
        words[step]++;
      }
    },
    total: () => bits(sum(nats), sum(words)),
    byStep: () => nats.map((cost, step) => bits(cost, words[step])),
  };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
const bits = (nats: number, words: number): number => nats / words / Math.LN2;
