import { describe, expect, test } from "vitest";
import { makeRandom } from "../../../sim/random.ts";
import {
  CAPTION_ENDS,
  type CaptionBatch,
  type CaptionSet,
  captionTask,
} from "../../../sim/tasks/sequence/captions/caption-batches.ts";
import { sceneCaptions } from "../../../sim/tasks/sequence/captions/scene-captions.ts";
import {
  END,
  makeVocabulary,
  START,
  UNKNOWN,
} from "../../../sim/tasks/sequence/captions/vocabulary.ts";

const words = (text: string) => text.split(" ");

describe("a vocabulary", () => {
  const vocabulary = makeVocabulary(["a cat", "a dog", "a dog ran"].map(words), 2);

  test("has the words that occur often enough, the most frequent first", () => {
    expect(vocabulary.words).toEqual(["<pad>", "<start>", "<end>", "<unk>", "a", "dog"]);
  });

  test("encodes and decodes, rare words as unknown", () => {
    const tokens = vocabulary.encode(words("a dog ran"));
    expect([...tokens]).toEqual([START, 4, 5, UNKNOWN, END]);
    expect(vocabulary.decode(tokens)).toEqual(["a", "dog", "<unk>"]);
    expect(vocabulary.decode([99])).toEqual(["<unk>"]);
  });
});

/** Picture i has features (i, −i); its captions have i + 1 words. */
function setOf(...counts: readonly number[]): CaptionSet {
  const captions = counts.flatMap((count, picture) =>
    Array.from({ length: count }, (_, i) => ({
      picture,
      words: Array.from({ length: picture + 1 }, () => `word${i % 2}`),
    })),
  );
  const features = Float32Array.from(counts.flatMap((_, picture) => [picture, -picture]));
  return { features, featureWidth: 2, captions };
}
const options = { name: "test", batch: 4, minimumCount: 1 };
const captionsOf = ({ batch, steps, targets }: CaptionBatch) =>
  Array.from({ length: batch }, (_, sample) =>
    Array.from({ length: steps }, (_, t) => targets.labels[t * batch + sample]),
  );

describe("caption batches", () => {
  test("read features, start and words, and ask for words and end", () => {
    const task = captionTask(setOf(0, 1), setOf(0, 1), options);
    const [batch] = task.validation;
    const word = task.vocabulary.words.indexOf("word0");
    expect([...batch.tokens]).toEqual([-1, START, word, word]);
    expect([...batch.targets.labels]).toEqual([-1, word, word, END]);
    expect([...batch.inputs]).toEqual([1, -1]);
    expect(batch).toMatchObject({ batch: 1, steps: 4, inputWidth: 2 });
    expect(CAPTION_ENDS).toEqual({ startToken: batch.tokens[1], endToken: END });
    expect(batch.targets.classes).toBe(task.vocabulary.words.length);
  });

  test("ask for the start, too, where that is wanted", () => {
    const task = captionTask(setOf(1), setOf(1), { ...options, asksForStart: true });
    expect(task.validation[0].targets.labels[0]).toBe(START);
  });

  test("have captions of one length, in batches of one size, rare lengths repeated", () => {
    const task = captionTask(setOf(8, 1, 9), setOf(1), options);
    const batches = [...task.epoch(makeRandom(1))];
    expect(batches).toHaveLength(task.batchesPerEpoch);
    const lengths = batches.map(({ steps }) => steps - 2).toSorted((a, b) => a - b);
    expect(lengths).toEqual([1, 1, 2, 3, 3]);
    for (const { batch, steps, inputs } of batches) {
      expect(batch).toBe(4);
      for (let sample = 0; sample < batch; sample++) expect(inputs[2 * sample]).toBe(steps - 3);
    }
  });

  test("have every caption of validation once", () => {
    const task = captionTask(setOf(8, 1, 9), setOf(6, 2, 5), options);
    const counts = task.validation.map(({ batch, steps }) => [steps - 2, batch]);
    expect(counts).toEqual([
      [1, 4],
      [1, 2],
      [2, 2],
      [3, 4],
      [3, 1],
    ]);
    expect(task.pictures.map(({ references }) => references.length)).toEqual([6, 2, 5]);
    expect(task.pictures.map(({ features }) => [...features])).toEqual([
      [0, -0],
      [1, -1],
      [2, -2],
    ]);
  });

  test("can be kept to some lengths", () => {
    const task = captionTask(setOf(8, 8, 8), setOf(1, 1, 1), {
      ...options,
      words: { min: 2, max: 2 },
    });
    expect([...task.epoch(makeRandom(2))].map(({ steps }) => steps)).toEqual([4, 4]);
    expect(task.validation.map(({ steps }) => steps)).toEqual([4]);
  });

  test("need a caption, and features of one width", () => {
    expect(() => captionTask(setOf(), setOf(1), options)).toThrow(RangeError);
    expect(() => captionTask(setOf(1), { ...setOf(1), featureWidth: 1 }, options)).toThrow(
      RangeError,
    );
  });
});

describe("scene captions", () => {
  const small = {
    trainingScenes: 60,
    validationScenes: 30,
    captionsEach: 4,
    referencesEach: 4,
    batch: 10,
  };

  test("are the same for one seed, in training and validation, and others for another", () => {
    const few = { ...small, trainingScenes: 20, validationScenes: 10 };
    const made = (seed: number) => {
      const { epoch, validation } = sceneCaptions({ ...few, seed });
      return { training: [...epoch(makeRandom(1))], validation };
    };
    const [one, same, other] = [made(1), made(1), made(2)];
    expect(one).toEqual(same);
    expect(captionsOf(one.training[0])).not.toEqual(captionsOf(other.training[0]));
  });

  test("know nearly every word of validation", () => {
    const task = sceneCaptions({ ...small, trainingScenes: 400 });
    expect(task.vocabulary.words.length).toBeGreaterThan(75);
    const asked = task.validation.flatMap(({ targets }) => [...targets.labels]);
    const unknown = asked.filter((label) => label === UNKNOWN).length;
    expect(unknown / asked.length).toBeLessThan(0.01);
  });

  test("have as many captions as scenes times sentences", () => {
    const { validation, pictures } = sceneCaptions(small);
    expect(validation.reduce((sum, { batch }) => sum + batch, 0)).toBe(120);
    expect(pictures).toHaveLength(30);
    for (const { references } of pictures) expect(references).toHaveLength(4);
  });
});
