/**
 * BLEU-1 … BLEU-4 of a corpus.
 *
 *   BLEU-N = BP · (p₁ p₂ … p_N)^(1/N),   BP = 1 where c > r, else exp(1 − r/c)
 *
 * pₙ: runs of n words that also stand in a reference, each counted as often as in the reference that
 * has it most, over all runs made; c: words made; r: words of the references closest in length (the
 * shorter of two). No smoothing: without a single match of n words, BLEU-n is 0.
 *
 * Papineni, Roukos, Ward & Zhu (2002), ACL, section 2.
 */
import { type CaptionPair, countNGrams } from "./n-grams.ts";

const ORDER = 4;

export interface BleuScore {
  /** BLEU-1 … BLEU-4. */
  readonly bleu: readonly [number, number, number, number];
  readonly brevityPenalty: number;
}

export function bleu(corpus: readonly CaptionPair[]): BleuScore {
  const matches = new Array<number>(ORDER).fill(0);
  const runs = new Array<number>(ORDER).fill(0);
  let made = 0;
  let wanted = 0;
  for (const pair of corpus) {
    made += pair.made.length;
    wanted += closestLength(pair);
    for (let n = 1; n <= ORDER; n++) {
      runs[n - 1] += Math.max(0, pair.made.length - n + 1);
      matches[n - 1] += clippedMatches(pair, n);
    }
  }
  if (made === 0) return { bleu: [0, 0, 0, 0], brevityPenalty: 0 };
  const brevityPenalty = made > wanted ? 1 : Math.exp(1 - wanted / made);
  const upTo = (order: number): number => {
    let logs = 0;
    for (let n = 0; n < order; n++) logs += Math.log(matches[n] / runs[n]);
    return matches[order - 1] === 0 ? 0 : brevityPenalty * Math.exp(logs / order);
  };
  return { bleu: [upTo(1), upTo(2), upTo(3), upTo(4)], brevityPenalty };
}

function clippedMatches({ made, references }: CaptionPair, n: number): number {
  const inReferences = references.map((words) => countNGrams(words, n));
  let matches = 0;
  for (const [run, count] of countNGrams(made, n)) {
    const most = Math.max(0, ...inReferences.map((counts) => counts.get(run) ?? 0));
    matches += Math.min(count, most);
  }
  return matches;
}

function closestLength({ made, references }: CaptionPair): number {
  let closest = Number.POSITIVE_INFINITY;
  for (const { length } of references) {
    const [distance, best] = [Math.abs(length - made.length), Math.abs(closest - made.length)];
    if (distance < best || (distance === best && length < closest)) closest = length;
  }
  return closest;
}
