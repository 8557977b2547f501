import { describe, expect, test } from "vitest";
import type { SequenceBatch } from "../../../controller/learning/ccrnn/sequence-batch.ts";
import { expectNearByName } from "./expectations.ts";
import type { Make } from "./small-tasks.ts";
import { plain, seededWeights, simd, small, tfjs, wordBatch, wordSizes } from "./small-tasks.ts";

const config = small({ interval: 1, window: 3, embedding: { width: 5 } });
const weights = seededWeights(config, 6, true, wordSizes);
const make = (engine: Make, batch = wordSizes.batch, mergeEqualSamples = true) =>
  engine({ config, weights, sizes: { ...wordSizes, batch }, mergeEqualSamples });

/** The samples of `batch` in this order, any of them as often as it is named. */
function arranged(batch: SequenceBatch, order: readonly number[]): SequenceBatch {
  const { inputs, inputWidth, tokens, steps, targets } = batch;
  if (targets.kind !== "classes" || !tokens) throw new Error("no words");
  const rows = (of: Int32Array) =>
    Int32Array.from({ length: steps * order.length }, (_, i) => {
      const t = Math.floor(i / order.length);
      return of[t * batch.batch + order[i % order.length]];
    });
  return {
    batch: order.length,
    steps,
    inputs: Float32Array.from(
      order.flatMap((s) => [...inputs.subarray(s * inputWidth, (s + 1) * inputWidth)]),
    ),
    inputWidth,
    tokens: rows(tokens),
    targets: { ...targets, labels: rows(targets.labels) },
  };
}

describe.each([
  ["plain kernels", plain, 1e-9],
  ["SIMD kernels", simd, 1e-4],
  ["tfjs", tfjs, 1e-4],
] as const)("words on %s", (_, engine, tolerance) => {
  test("are answered the same in parts as in one", () => {
    const batch = wordBatch(5, 5, false);
    const { outputs, loss } = make(engine, 2).evaluate(batch);
    const whole = make(engine).evaluate(batch);
    expect(outputs).toBeNear(whole.outputs, { rtol: tolerance, atol: tolerance });
    expect([loss]).toBeNear([whole.loss], { rtol: tolerance });
  });

  test("are looked up anew after every step of learning", () => {
    const batch = wordBatch(5, 5, false);
    const learner = make(engine);
    const before = learner.evaluate(batch).outputs;
    learner.trainBatch(batch);
    const { E } = learner.weights();
    learner.setWeights({ ...weights, E });
    expect(learner.evaluate(batch).outputs).not.toEqual(before);
    learner.setWeights(weights);
    expect(learner.evaluate(batch).outputs).toEqual(before);
  });
});

test("equal captions of equal pictures are computed once, with the same result", () => {
  const batch = arranged(wordBatch(7, 5, false), [0, 1, 0, 0, 2]);
  const [merged, apart] = [true, false].map((merge) => {
    const learner = make(plain, wordSizes.batch, merge);
    return { ...learner.trainBatch(batch), gradients: learner.gradients() };
  });
  expect([merged.loss]).toBeNear([apart.loss], { rtol: 1e-12 });
  expect([merged.cerebellarError]).toBeNear([apart.cerebellarError], { rtol: 1e-12 });
  expectNearByName(merged.gradients, apart.gradients, 1e-12);
});

test("words that are not read get no gradient, and a picture's layer gets one from the first window", () => {
  const learner = make(plain);
  const batch = wordBatch(8, 5, false);
  const without = { ...batch, tokens: batch.tokens?.map((word) => (word === 4 ? 3 : word)) };
  learner.trainBatch({ ...batch, tokens: without.tokens ?? new Int32Array(0) });
  const { E, Wf } = learner.gradients();
  expect(E.subarray(20, 25).every((g) => g === 0)).toBe(true);
  expect(E.subarray(15, 20).some((g) => g !== 0)).toBe(true);
  expect(Wf.some((g) => g !== 0)).toBe(true);
});
