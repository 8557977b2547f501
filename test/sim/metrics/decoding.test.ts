import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  decodeByBeam,
  decodeGreedily,
  type NextWord,
} from "../../../sim/metrics/captions/decoding.ts";
import { makeRandom } from "../../../sim/random.ts";

const [START, END] = [0, 1];
const VOCABULARY = 5;

/** A decoder whose logits depend on all the words so far, by a seed. */
function randomDecoder(seed: number): NextWord<number> {
  return {
    start: seed,
    step(state, token) {
      const next = (Math.imul(state, 31) + token + 7) | 0;
      const random = makeRandom(next);
      const logits = Float32Array.from({ length: VOCABULARY }, () => 2 * random.normal());
      logits[START] = Number.NEGATIVE_INFINITY;
      return { state: next, logits };
    },
  };
}

const logSumExp = (logits: ArrayLike<number>) =>
  Math.log(Array.from(logits).reduce((sum, value) => sum + Math.exp(value), 0));

/** Every finished caption of at most `maxWords` − 1 words with its log chance, by brute force. */
function everyCaption(decoder: NextWord<number>, maxWords: number) {
  const found: { words: number[]; logChance: number }[] = [];
  const visit = (words: number[], state: number, token: number, logChance: number) => {
    const next = decoder.step(state, token);
    const offset = logChance - logSumExp(next.logits);
    found.push({ words, logChance: offset + next.logits[END] });
    if (words.length + 1 === maxWords) return;
    for (let word = END + 1; word < VOCABULARY; word++) {
      visit([...words, word], next.state, word, offset + next.logits[word]);
    }
  };
  visit([], decoder.start, START, 0);
  return found;
}

const options = { startToken: START, endToken: END, maxWords: 4 };

describe("greedy decoding", () => {
  test("takes the likeliest word at each step and stops at the end", () => {
    // After START comes 3, after 3 comes 4, after 4 the end.
    const follow: Record<number, number> = { [START]: 3, 3: 4, 4: END };
    const decoder: NextWord<null> = {
      start: null,
      step: (state, token) => ({
        state,
        logits: Array.from({ length: VOCABULARY }, (_, word) => (word === follow[token] ? 5 : 0)),
      }),
    };
    expect(decodeGreedily(decoder, options)).toEqual([3, 4]);
    expect(decodeGreedily(decoder, { ...options, maxWords: 1 })).toEqual([3]);
  });
});

describe("beam search", () => {
  test.prop([fc.integer()], { seed: 1 })("of width 1 is greedy decoding", (seed) => {
    const decoder = randomDecoder(seed);
    const { words } = decodeByBeam(decoder, { ...options, width: 1, lengthPower: 0 });
    expect(words).toEqual(decodeGreedily(decoder, options));
  });

  test.prop([fc.integer(), fc.constantFrom(0, 0.7, 1)], { seed: 2, numRuns: 50 })(
    "that keeps everything finds the best caption of all",
    (seed, lengthPower) => {
      const decoder = randomDecoder(seed);
      const score = ({ words, logChance }: { words: readonly number[]; logChance: number }) =>
        logChance / (words.length + 1) ** lengthPower;
      const best = everyCaption(decoder, 4).reduce((a, b) => (score(b) > score(a) ? b : a));
      const found = decodeByBeam(decoder, { ...options, width: 200, lengthPower });
      expect(found.words).toEqual(best.words);
      expect(found.logChance).toBeCloseTo(best.logChance, 9);
    },
  );

  test("gives the likeliest beginning where no caption comes to an end", () => {
    const decoder: NextWord<null> = {
      start: null,
      step: (state) => ({ state, logits: [-99, Number.NEGATIVE_INFINITY, 0, 1, 0] }),
    };
    const { words } = decodeByBeam(decoder, { ...options, maxWords: 3, width: 2 });
    expect(words).toEqual([3, 3, 3]);
  });
});
