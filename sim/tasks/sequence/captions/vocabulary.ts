/**
 * The words a decoder knows, and captions as their numbers.
 *
 * Words that occur too rarely in training are `<unk>`. A caption is <start> words <end>; <pad> is
 * never needed where batches have captions of one length, and has its number for networks that were
 * trained elsewhere.
 */
import type { Words } from "../../../metrics/captions/n-grams.ts";

const SPECIAL_TOKENS = ["<pad>", "<start>", "<end>", "<unk>"] as const;
const PAD = 0;
export const START = 1;
export const END = 2;
export const UNKNOWN = 3;

export interface Vocabulary {
  /** Special tokens, then words by how often they occur; equally frequent ones by the alphabet. */
  readonly words: readonly string[];
  /** <start> words <end> */
  encode(words: Words): Int32Array;
  /** The words, special tokens left out but for <unk>. */
  decode(tokens: Iterable<number>): string[];
}

/** The words of `captions` that occur `minimumCount` times or more. */
export function makeVocabulary(captions: Iterable<Words>, minimumCount = 1): Vocabulary {
  const counts = new Map<string, number>();
  for (const caption of captions) {
    for (const word of caption) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const known = [...counts]
    .filter(([, count]) => count >= minimumCount)
    .sort(([a, often], [b, rarely]) => rarely - often || (a < b ? -1 : 1))
    .map(([word]) => word);
  const words = [...SPECIAL_TOKENS, ...known];
  const numbers = new Map(words.map((word, number) => [word, number]));

  return {
    words,
    encode: (caption) =>
      Int32Array.from([START, ...caption.map((word) => numbers.get(word) ?? UNKNOWN), END]),
    decode: (tokens) =>
      Array.from(tokens)
        .filter((token) => token !== PAD && token !== START && token !== END)
        .map((token) => words[token] ?? SPECIAL_TOKENS[UNKNOWN]),
  };
}
