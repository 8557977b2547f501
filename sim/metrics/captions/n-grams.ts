/**
 * Runs of n words, counted: what BLEU and CIDEr compare captions by.
 */

/** A caption: its words, without start and end. */
export type Words = readonly string[];

/** A caption that was made, and what people (or a grammar) said of the same image. */
export interface CaptionPair {
  readonly made: Words;
  /** One or more. */
  readonly references: readonly Words[];
}

/** How often each run of `n` words occurs. */
export function countNGrams(words: Words, n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= words.length; i++) {
    const key = words.slice(i, i + n).join(" ");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
