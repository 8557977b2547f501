import { expect, test } from "vitest";
import { withDropout } from "../../../controller/learning/ccrnn/dropout.ts";
import { makeRandom } from "../../../sim/random.ts";
import { plain, seededWeights, small, wordBatch, wordSizes } from "./small-tasks.ts";

const WIDTH = 40;
const batch = wordBatch(1, WIDTH, false);

test("silences the share that it should, and leaves the mean as it was", () => {
  const gains = withDropout(batch, WIDTH, 0.25, makeRandom(1)).gains ?? new Float32Array(0);
  expect(gains).toHaveLength(batch.steps * batch.batch * WIDTH);
  expect(new Set(gains)).toEqual(new Set([0, Math.fround(4 / 3)]));
  const silent = gains.filter((gain) => gain === 0).length / gains.length;
  // Four standard deviations.
  expect(Math.abs(silent - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / gains.length));
});

test("is decided by the draws, and does nothing where the chance is 0", () => {
  const one = withDropout(batch, WIDTH, 0.5, makeRandom(2));
  expect(withDropout(batch, WIDTH, 0.5, makeRandom(2))).toEqual(one);
  expect(withDropout(batch, WIDTH, 0.5, makeRandom(3))).not.toEqual(one);
  expect(withDropout(batch, WIDTH, 0, makeRandom(2))).toBe(batch);
});

test("changes what is learned, but no answer", () => {
  const config = small({ interval: 1, embedding: { width: WIDTH } });
  const weights = seededWeights(config, 1, true, wordSizes);
  const learner = plain({ config, weights, sizes: wordSizes });
  const thinned = withDropout(batch, WIDTH, 0.5, makeRandom(4));
  expect(learner.evaluate(thinned)).toEqual(learner.evaluate(batch));
  const [whole, part] = [batch, thinned].map((one) => {
    learner.setWeights(weights);
    return learner.trainBatch(one).loss;
  });
  expect(part).not.toBe(whole);
});
