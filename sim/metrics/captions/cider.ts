/**
 * CIDEr-D: consensus with the references, words weighted by how rarely they are said.
 *
 *   g_n(c)  runs of n words, each count × log(images / images one of whose references has the run)
 *   s_n     mean over references r of  exp(−(|c| − |r|)² / 2σ²) · Σ min(g_n(c), g_n(r)) g_n(r) /
 *                                                                  (‖g_n(c)‖ ‖g_n(r)‖)
 *   score   10 · mean of s_1 … s_4,   σ = 6
 *
 * Vedantam, Zitnick & Parikh (2015), CVPR, section 5 (with the clipping and the length penalty of
 * CIDEr-D). Image counts come from the corpus that is scored, so scores of different corpora do not
 * compare; lengths are in words. A single image has no rare words: its score is 0.
 */
import { type CaptionPair, countNGrams, type Words } from "./n-grams.ts";

const ORDER = 4;
const SIGMA = 6;
const SCALE = 10;

/** Mean score of the corpus. */
export function cider(corpus: readonly CaptionPair[]): number {
  const scores = ciderEach(corpus);
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Score of each caption. */
export function ciderEach(corpus: readonly CaptionPair[]): number[] {
  const totals = new Array<number>(corpus.length).fill(0);
  for (let n = 1; n <= ORDER; n++) {
    const weightOf = rarity(corpus, n);
    for (const [i, { made, references }] of corpus.entries()) {
      const own = weighted(made, n, weightOf);
      const sum = references.reduce(
        (total, words) =>
          total +
          lengthPenalty(made.length - words.length) * agreement(own, weighted(words, n, weightOf)),
        0,
      );
      totals[i] += sum / references.length;
    }
  }
  return totals.map((total) => (SCALE * total) / ORDER);
}

/** log(images / images with the run); log(images) for runs that no reference has. */
function rarity(corpus: readonly CaptionPair[], n: number): (run: string) => number {
  const images = new Map<string, number>();
  for (const { references } of corpus) {
    const runs = new Set(references.flatMap((words) => [...countNGrams(words, n).keys()]));
    for (const run of runs) images.set(run, (images.get(run) ?? 0) + 1);
  }
  return (run) => Math.log(corpus.length / (images.get(run) ?? 1));
}

interface Weighted {
  readonly weights: Map<string, number>;
  readonly norm: number;
}

function weighted(words: Words, n: number, weightOf: (run: string) => number): Weighted {
  const weights = countNGrams(words, n);
  let squares = 0;
  for (const [run, count] of weights) {
    const weight = count * weightOf(run);
    weights.set(run, weight);
    squares += weight * weight;
  }
  return { weights, norm: Math.sqrt(squares) };
}

function agreement(made: Weighted, reference: Weighted): number {
  if (made.norm === 0 || reference.norm === 0) return 0;
  let sum = 0;
  for (const [run, weight] of made.weights) {
    const wanted = reference.weights.get(run) ?? 0;
    sum += Math.min(weight, wanted) * wanted;
  }
  return sum / (made.norm * reference.norm);
}

const lengthPenalty = (difference: number): number =>
  Math.exp(-(difference * difference) / (2 * SIGMA * SIGMA));
