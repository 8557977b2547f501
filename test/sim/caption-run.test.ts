import { describe, expect, test } from "vitest";
import { loadKernels } from "../../cli/load-kernels.ts";
import { kernelLearner } from "../../controller/learning/ccrnn/kernel-learner.ts";
import type { SequenceLearner } from "../../controller/learning/ccrnn/learner.ts";
import { learnerNames } from "../../controller/learning/ccrnn/presets.ts";
import { captionerConfig, captionSizes } from "../../sim/experiments/paper/caption-learners.ts";
import type { CaptionRunOptions } from "../../sim/experiments/paper/caption-run.ts";
import { performCaptionRun } from "../../sim/experiments/paper/caption-run.ts";
import { nextWord } from "../../sim/experiments/paper/next-word.ts";
import { makeRandom } from "../../sim/random.ts";
import type { CaptionSet } from "../../sim/tasks/sequence/captions/caption-batches.ts";
import { captionTask } from "../../sim/tasks/sequence/captions/caption-batches.ts";
import { heldOut } from "../../sim/tasks/sequence/captions/held-out.ts";
import { START } from "../../sim/tasks/sequence/captions/vocabulary.ts";

/** Eight pictures of three bits each; what is said of them are six words of filling, then the bits. */
function bitPictures(each: number): CaptionSet {
  const pictures = Array.from({ length: 8 }, (_, i) => [i & 1, (i >> 1) & 1, i >> 2]);
  const filling = ["this", "is", "a", "picture", "of", "bits"];
  const captions = pictures.flatMap((bits, picture) =>
    Array.from({ length: each }, (_, i) => ({
      picture,
      // Half of the captions are shorter.
      words: [...filling.slice(i % 2), ...bits.map((bit) => (bit ? "on" : "off"))],
    })),
  );
  const features = Float32Array.from(pictures.flat(), (bit) => 2 * bit - 1);
  return { features, featureWidth: 3, captions };
}

const task = captionTask(bitPictures(20), bitPictures(4), { name: "bits", batch: 20 });
const options = {
  window: 4,
  hidden: 24,
  embedding: 8,
  granules: 20,
  update: "batch",
  rate: 0.01,
} as const;

const run = (change: Partial<CaptionRunOptions> = {}) =>
  performCaptionRun({
    task,
    config: captionerConfig("full", options),
    seed: 1,
    epochs: 2,
    makeRandom,
    makeLearner: (config, of, weights) =>
      kernelLearner({ kernels: loadKernels({ megabytes: 8 }), config, sizes: of, weights }),
    ...change,
  });

/** Bits per word; with their own picture shown to half of them it would be half of that. */
const OTHER = 1.5;
describe("a run of captioning", () => {
  test("is the same for the same seed, dropout included, and plain data", () => {
    const [one, again] = [run({ dropout: 0.3 }), run({ dropout: 0.3 })];
    expect(again).toEqual(one);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(run({ dropout: 0.3, seed: 2 }).validation).not.toEqual(one.validation);
  });

  test("learns to say what it sees, and its control does not", () => {
    const seeing = run({ epochs: 60 });
    const blind = run({ epochs: 60, pictures: "blank" });
    // Three fair bits among nine or ten words are all that there is to know, and the first word.
    const chance = (count: number) => (3 + 1) / count;
    expect(blind.validation.at(-1)).toBeGreaterThan(0.95 * chance(10.5));
    expect(seeing.validation.at(-1)).toBeLessThan(0.5 * chance(10.5));
    expect(seeing.otherPicture).toBeGreaterThan(OTHER);
    expect(blind.otherPicture).toBe(blind.validation.at(-1));
    expect(seeing.scores.greedy.bleu4).toBeGreaterThan(0.95);
    expect(blind.scores.greedy.bleu4).toBeLessThan(seeing.scores.greedy.bleu4);
    for (const { greedy, beam, references } of seeing.captions) {
      expect(references).toContain(greedy);
      expect(references).toContain(beam);
    }
  });

  test("tells bits by length and by position", () => {
    const { byLength, byPosition, validation, words } = run({ epochs: 1 });
    expect(byLength.map(({ words: of }) => of)).toEqual([
      [8, 8],
      [9, 9],
    ]);
    expect(byPosition).toHaveLength(10);
    // Nothing is known in the beginning.
    expect(validation[0]).toBeGreaterThan(Math.log2(words) - 0.3);
    expect(validation).toHaveLength(2);
  });

  test("ends where it is told to", () => {
    const result = run({ epochs: 50, onBatch: (done) => done < 10 });
    expect(result.interrupted).toBe(true);
    expect(result.train).toHaveLength(2);
    expect(result.validation).toHaveLength(3);
  });

  test.each(learnerNames)("can be done by %s", (captioner) => {
    const { validation } = run({ config: captionerConfig(captioner, options), epochs: 3 });
    expect(validation.at(-1)).toBeLessThan(validation[0] - 0.5);
  });

  test("can be done with a step after each window, as it was published", () => {
    const config = captionerConfig("ccrnn", { ...options, update: "window" });
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
    expect(run({ config }).validation.at(-1)).toBeLessThan(3);
  });
});

test("a decoder that reads word by word says what one says that reads all at once", () => {
  const config = captionerConfig("crnn", options);
  let learner: SequenceLearner | undefined;
  run({
    config,
    onEnd(trained) {
      learner = trained;
    },
  });
  const [batch] = task.validation;
  const { features } = task.pictures[0];
  if (!learner) return expect.unreachable();
  const { outputs } = learner.evaluate(batch);
  const decoder = nextWord(learner, features);
  const first = decoder.step(decoder.start, START);
  const second = decoder.step(first.state, batch.tokens[2 * batch.batch]);
  const { outputs: classes } = captionSizes(task);
  const at = (t: number) =>
    outputs.slice(t * batch.batch * classes, (t * batch.batch + 1) * classes);
  expect(first.logits).toBeNear(at(1), { atol: 1e-5 });
  expect(second.logits).toBeNear(at(2), { atol: 1e-5 });
});

test("pictures that are held out are never learned from", () => {
  const { training, validation } = heldOut(bitPictures(2), 4);
  const pictures = (set: CaptionSet) => new Set(set.captions.map(({ picture }) => picture));
  expect(pictures(validation)).toEqual(new Set([3, 7]));
  expect(pictures(training)).toEqual(new Set([0, 1, 2, 4, 5, 6]));
});
