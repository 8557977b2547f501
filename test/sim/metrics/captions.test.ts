import { describe, expect, test } from "vitest";
import { bitsPerWord } from "../../../sim/metrics/captions/bits-per-word.ts";
import { bleu } from "../../../sim/metrics/captions/bleu.ts";
import { cider, ciderEach } from "../../../sim/metrics/captions/cider.ts";

const words = (text: string) => text.split(" ");
const pair = (made: string, ...references: string[]) => ({
  made: words(made),
  references: references.map(words),
});

describe("BLEU", () => {
  test("counts a word no more often than a reference has it (Papineni et al., example 2)", () => {
    const { bleu: scores } = bleu([
      pair("the the the the the the the", "the cat is on the mat", "there is a cat on the mat"),
    ]);
    expect(scores[0]).toBeCloseTo(2 / 7, 12);
    expect(scores[1]).toBe(0);
  });

  const first = pair(
    "It is a guide to action which ensures that the military always obeys the commands of the party",
    "It is a guide to action that ensures that the military will forever heed Party commands",
    "It is the guiding principle which guarantees the military forces always being under the command of the Party",
    "It is the practical guide for the army always to heed the directions of the party",
  );
  const second = pair(
    "he read the book because he was interested in world history",
    "he was interested in world history because he read the book",
  );

  test("has the precisions of Papineni et al., example 1", () => {
    const { bleu: scores, brevityPenalty } = bleu([first]);
    expect(brevityPenalty).toBe(1);
    expect(scores[0]).toBeCloseTo(17 / 18, 12);
    expect(scores[1]).toBeCloseTo(Math.sqrt((17 / 18) * (10 / 17)), 12);
  });

  test("has the scores that NLTK's documentation gives for a sentence and a corpus", () => {
    expect(bleu([first]).bleu[3]).toBeCloseTo(0.5046, 4);
    expect(bleu([first, second]).bleu[3]).toBeCloseTo(0.5921, 4);
  });

  test("punishes what is shorter than the closest reference", () => {
    // c = 3, r = 4 (the closest, not the shortest beside it).
    const { bleu: scores, brevityPenalty } = bleu([pair("a b c", "a b c d", "a b c d e f g")]);
    expect(brevityPenalty).toBeCloseTo(Math.exp(1 - 4 / 3), 12);
    expect(scores[2]).toBeCloseTo(Math.exp(1 - 4 / 3), 12);
    expect(scores[3]).toBe(0);
  });

  test("takes the shorter of two references that are equally close", () => {
    expect(bleu([pair("a b c", "a b", "a b c d")]).brevityPenalty).toBe(1);
  });

  test("is 1 for the reference itself and 0 for nothing", () => {
    expect(bleu([pair("a b c d e", "a b c d e")]).bleu).toEqual([1, 1, 1, 1]);
    expect(bleu([{ made: [], references: [["a"]] }]).bleu).toEqual([0, 0, 0, 0]);
    expect(bleu([]).bleu).toEqual([0, 0, 0, 0]);
  });
});

describe("CIDEr-D", () => {
  test("is 10 for captions of four words and more that are their only reference", () => {
    expect(cider([pair("a b c d", "a b c d"), pair("e f g h", "e f g h")])).toBeCloseTo(10, 12);
  });

  test("has the value of an example by hand", () => {
    // Two images; idf is log 2 for all runs of one image alone, 0 for "a", which both have.
    // Made "a b x" for "a b c": n = 1: made (b, x), reference (b, c): 1 / (√2 √2) = 1/2.
    // n = 2: made (ab, bx), reference (ab, bc): 1/2. n = 3: nothing in common. n = 4: no runs.
    const [score] = ciderEach([pair("a b x", "a b c"), pair("a d e", "a d e")]);
    expect(score).toBeCloseTo((10 * (0.5 + 0.5)) / 4, 12);
  });

  test("is less for other lengths, and does not reward repetition", () => {
    const other = pair("e f g h", "e f g h");
    // n = 1: min(3, 1) · 1 / (3 · 1) of "b" said three times: 1/3. n = 2: none. Length: exp(−4/72).
    const [repeated] = ciderEach([pair("b b b", "b"), other]);
    expect(repeated).toBeCloseTo((10 / 4) * (1 / 3) * Math.exp(-4 / 72), 12);
  });

  test("averages over the references", () => {
    const other = pair("e f g h", "e f g h");
    const [score] = ciderEach([pair("a b c d", "a b c d", "w x y z"), other]);
    expect(score).toBeCloseTo(5, 12);
  });

  test("is 0 for nothing in common, and for a corpus without images", () => {
    expect(cider([pair("a b", "c d"), pair("e f", "g h")])).toBe(0);
    expect(cider([])).toBe(0);
  });
});

describe("bits per word", () => {
  test("are the mean of what words cost, by base 2, at each step and in all", () => {
    const bits = bitsPerWord();
    // Two captions; the second ends after one word.
    bits.add([Math.log(2), Math.log(8), Math.log(4), 99], [5, 6, 7, -1], 2);
    bits.add([Math.log(16)], [1], 1);
    expect(bits.total()).toBeCloseTo((1 + 3 + 2 + 4) / 4, 12);
    expect(bits.byStep()).toBeNear([(1 + 3 + 4) / 3, 2], { atol: 1e-12 });
  });

  test("are nothing of nothing, and need a cost for every word", () => {
    expect(bitsPerWord().total()).toBeNaN();
    expect(() => bitsPerWord().add([1], [1, 2], 1)).toThrow(RangeError);
  });
});
