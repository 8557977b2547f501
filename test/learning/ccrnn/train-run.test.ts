import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../controller/learning/ccrnn/interventions.ts";
import {
  REFERENCE,
  withFullView,
  withoutCerebellum,
} from "../../../controller/learning/ccrnn/presets.ts";
import type { Curriculum } from "../../../controller/learning/ccrnn/sequence-batch.ts";
import { practise, trainRun } from "../../../controller/learning/ccrnn/train-run.ts";
import { makeRandom } from "../../../sim/random.ts";
import { noisyBatch, simd, sizes, small } from "./small-tasks.ts";

/** Which of five fixed sequences is shown is drawn anew each time. */
const task: Curriculum = {
  inputWidth: sizes.inputs,
  outputWidth: sizes.outputs,
  kind: "values",
  steps: sizes.steps,
  epoch: (random) => Array.from({ length: 3 }, () => noisyBatch(Math.floor(5 * random.uniform()))),
  validation: noisyBatch(99, 4),
};

const run = (seed: number, interventions: readonly Intervention[] = [], epochs = 4) => {
  const looks: { readonly epoch: number; readonly loudness: number }[] = [];
  const { curves, learner } = trainRun({
    config: small(),
    task,
    epochs,
    seed,
    interventions,
    lookEvery: 2,
    onLook: (epoch, { predictions }) => {
      looks.push({ epoch, loudness: predictions.reduce((sum, d) => sum + d * d, 0) });
    },
    makeRandom,
    makeLearner: (config, weights) => simd({ config, weights }),
  });
  return { curves, learner, looks };
};

describe("a run", () => {
  test("is decided by its seed, to the bit", () => {
    const [a, b, c] = [run(1), run(1), run(2)];
    expect(a.curves).toEqual(b.curves);
    expect(a.looks).toEqual(b.looks);
    expect(a.curves.validation).not.toEqual(c.curves.validation);
  });

  test("gives curves by epoch, and looks inside every so often", () => {
    const { curves, looks } = run(1);
    expect([curves.train, curves.validation].map((c) => c.length)).toEqual([4, 4]);
    expect(looks.map(({ epoch }) => epoch)).toEqual([0, 2]);
    // At first the cerebellum says nothing.
    expect(looks[0].loudness).toBe(0);
    expect(looks[1].loudness).toBeGreaterThan(0);
  });

  test("is what it would have been until something is done to it", () => {
    const lesioned = run(1, [{ kind: "cerebellum-off", from: { epoch: 2 } }]);
    const intact = run(1);
    const [before, after] = [lesioned, intact].map(({ curves }) => curves.validation);
    expect(before.slice(0, 2)).toEqual(after.slice(0, 2));
    expect(before[3]).not.toBe(after[3]);
  });

  test("gives every learner of a seed the same practice", () => {
    const options = { task, epochs: 2, seed: 1, makeRandom };
    const config = withoutCerebellum(small());
    const { Wi, Wh, bi, bh, Wo, bo } = run(1, [], 0).learner.weights();
    const alone = simd({ config, weights: { Wi, Wh, bi, bh, Wo, bo } });
    const curves = practise(alone, options);
    // The cerebellum says nothing during the first batch, so what is shown first must be the same.
    const lesioned = run(1, [{ kind: "cerebellum-off", from: { epoch: 0 } }], 2);
    expect(curves).toEqual(lesioned.curves);
  });

  test("can be ended early", () => {
    const { curves } = trainRun({
      config: withFullView({ ...REFERENCE, cortex: small().cortex }),
      task,
      epochs: 9,
      seed: 1,
      makeRandom,
      makeLearner: (config, weights) => simd({ config, weights }),
      onEpoch: (epoch) => epoch < 1,
    });
    expect(curves.train).toHaveLength(2);
  });
});
