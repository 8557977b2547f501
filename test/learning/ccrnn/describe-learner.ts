/** What every engine has to do: it is held to the plain kernels, which are held to the oracle. */
import { describe, expect, test } from "vitest";
import type { Influence } from "../../../controller/learning/ccrnn/influence.ts";
import { UNTOUCHED } from "../../../controller/learning/ccrnn/influence.ts";
import type { LearnerConfig } from "../../../controller/learning/ccrnn/learner-config.ts";
import { CLEAN, PRESETS } from "../../../controller/learning/ccrnn/presets.ts";
import { makeRandom } from "../../../sim/random.ts";
import { expectNearByName } from "./expectations.ts";
import type { Make } from "./small-tasks.ts";
import {
  labelledBatch,
  noisyBatch,
  plain,
  seededWeights,
  sizes,
  small,
  wordBatch,
  wordSizes,
} from "./small-tasks.ts";

const bpLambda = (lambda: number, gamma: number): Partial<LearnerConfig> => ({
  targets: { kind: "bp-lambda", lambda, gamma },
});

const variants: readonly (readonly [string, Partial<LearnerConfig>])[] = [
  ["feedback at the last step", { interval: "last", window: 3 }],
  ["feedback at every step", { interval: 1, window: 2 }],
  ["a tanh cortex", { cortex: { kind: "tanh", hidden: 6, biases: 2 }, window: 3 }],
  ["one bias vector", { cortex: { kind: "lstm", hidden: 6, biases: 1 } }],
  ["no cerebellum", { cerebellum: "none", window: 3 }],
  ["two granule layers", { cerebellum: cerebellum({ layers: 2 }), window: 3 }],
  ["a fan-in of four", { cerebellum: cerebellum({ fanIn: 4 }) }],
  ["every tick taught", { everyTick: true, window: 3 }],
  ["no terminal feedback", { terminal: "zero", window: 3 }],
  ["the mean cerebellar loss", { cerebellarLoss: "mean" }],
  ["standardised mossy fibres", { mossySignal: "standard", window: 3 }],
  ["a projection", { cerebellarRule: { kind: "projection", ridge: 0.01 }, window: 2 }],
  ["BP(λ)", { ...bpLambda(0.7, 0.9), window: 3 }],
  ["BP(λ) without traces", { ...bpLambda(0, 0.9), window: 2 }],
  ["BP(λ), every tick taught", { ...bpLambda(0.7, 0.9), window: 3, everyTick: true }],
];

function cerebellum(change: object): LearnerConfig["cerebellum"] {
  return { granules: 16, layers: 1, fanIn: "dense", mossyFibres: "normal", ...change };
}

const influences: readonly (readonly [string, () => Partial<Influence>])[] = [
  ["a cerebellar lesion", () => ({ cerebellum: "off" })],
  ["a shadow", () => ({ cerebellum: "shadow" })],
  ["a silent olive", () => ({ olive: "off" })],
  [
    "clamped units",
    () => ({
      clamps: [
        { site: "cortex", unit: 2, value: 0.5 },
        { site: "granules", unit: 3, value: 1 },
      ],
    }),
  ],
  ["noise", () => ({ noise: [{ deviation: 0.3, draws: makeRandom(17) }] })],
];

export function describeLearner(make: Make, tolerance: number): void {
  /** Two batches with the same weights: gradients of both, and the weights that they lead to. */
  const expectAgreement = (
    config: LearnerConfig,
    batches: readonly [ReturnType<typeof noisyBatch>, ReturnType<typeof noisyBatch>],
    influence: () => Influence = () => UNTOUCHED,
    size = sizes,
  ): void => {
    const weights = seededWeights(config, 5, true, size);
    const judge = plain({ config, weights, sizes: size });
    const learner = make({ config, weights, sizes: size });
    const [ours, theirs] = [influence(), influence()];
    for (const batch of batches) {
      const expected = judge.trainBatch(batch, ours);
      const found = learner.trainBatch(batch, theirs);
      expect([found.loss], "loss").toBeNear([expected.loss], { rtol: tolerance });
      expect([found.gradientNorm]).toBeNear([expected.gradientNorm], { rtol: tolerance });
      expect([found.cerebellarError]).toBeNear([expected.cerebellarError], { rtol: tolerance });
      expectNearByName(learner.gradients(), judge.gradients(), tolerance);
      // From the same weights again: Adam magnifies what is next to nothing.
      expectNearByName(learner.weights(), judge.weights(), 20 * tolerance);
      learner.setWeights(judge.weights());
    }
  };

  const batches = [noisyBatch(1), noisyBatch(2)] as const;

  describe.each(Object.entries(PRESETS))(
    "in %s mode agrees with the plain kernels",
    (_, preset) => {
      const { cortex: _cortex, cerebellum: _cerebellum, ...mode } = preset;

      test.each([1, 2, 3, 4, "full"] as const)("for windows of %s", (window) => {
        expectAgreement(small({ ...mode, window }), batches);
      });

      test.each(variants)("with %s", (_name, variant) => {
        expectAgreement(small({ ...mode, ...variant }), batches);
      });

      test.each(influences)("under %s", (_name, influence) => {
        expectAgreement(small({ ...mode, window: 2 }), batches, () => ({
          ...UNTOUCHED,
          ...influence(),
        }));
      });

      test("where weights change after each window", () => {
        expectAgreement(
          small({ ...mode, targets: { kind: "window" }, window: 3, update: "window" }),
          batches,
        );
      });

      test.each([1, 3, "full"] as const)("for labels, windows of %s", (window) => {
        const config = small({ ...mode, window, interval: 1 });
        const size = { ...sizes, outputs: 4, kind: "classes" } as const;
        expectAgreement(config, [labelledBatch(1, 4), labelledBatch(2, 4)], undefined, size);
      });

      test.each([
        [1, "batch"],
        [3, "batch"],
        ["full", "batch"],
        [3, "window"],
      ] as const)(
        "for words and pictures, windows of %s, a step after each %s",
        (window, update) => {
          const targets = update === "window" ? ({ kind: "window" } as const) : mode.targets;
          const config = small({
            ...mode,
            targets,
            window,
            update,
            interval: 1,
            embedding: { width: 5 },
          });
          const batchesOfWords = [wordBatch(1, 5, false), wordBatch(2, 5, true)] as const;
          expectAgreement(config, batchesOfWords, undefined, wordSizes);
        },
      );
    },
  );

  test("looks inside without learning", () => {
    const config = small({
      ...CLEAN,
      cortex: small().cortex,
      window: 2,
      cerebellum: cerebellum({}),
    });
    const weights = seededWeights(config, 3);
    const learner = make({ config, weights });
    const found = learner.analyse(batches[0]);
    const expected = plain({ config, weights }).analyse(batches[0]);
    expect(found.steps).toEqual([0, 2, 4, 6]);
    for (const name of ["states", "granules", "predictions", "targets", "trueGradients"] as const) {
      expect(found[name], name).toBeNear(expected[name], { rtol: tolerance, atol: tolerance });
    }
    expectNearByName(learner.weights(), plain({ config, weights }).weights(), 1e-7);
  });

  test("answers batches of any size, and the same whatever they are part of", () => {
    const config = small();
    const learner = make({ config, weights: seededWeights(config, 3) });
    const { outputs, loss } = learner.evaluate(noisyBatch(4, 13));
    const expected = plain({ config, weights: seededWeights(config, 3) }).evaluate(
      noisyBatch(4, 13),
    );
    expect(outputs).toBeNear(expected.outputs, { rtol: tolerance, atol: tolerance });
    expect([loss]).toBeNear([expected.loss], { rtol: tolerance });
  });

  test("learns the same to the bit from the same seed", () => {
    const config = small({ window: 2 });
    const [a, b] = [0, 1].map(() => {
      const learner = make({ config, weights: seededWeights(config, 9) });
      for (let i = 0; i < 5; i++) learner.trainBatch(noisyBatch(i));
      return learner.weights();
    });
    expect(a).toEqual(b);
  });

  test("begins as a cRNN while the cerebellum says nothing", () => {
    const config = small({ window: 2 });
    const weights = seededWeights(config, 9, false);
    const learner = make({ config, weights });
    learner.trainBatch(batches[0]);
    const { Wi, Wh, bi, bh, Wo, bo } = weights;
    const alone = make({
      config: { ...config, cerebellum: "none" },
      weights: { Wi, Wh, bi, bh, Wo, bo },
    });
    alone.trainBatch(batches[0]);
    const found = learner.gradients();
    for (const [name, expected] of Object.entries(alone.gradients())) {
      expect(found[name], name).toEqual(expected);
    }
  });

  test("never grows mossy fibres that are not there", () => {
    const config = small({ cerebellum: cerebellum({ fanIn: 4 }) });
    const before = seededWeights(config, 9);
    const learner = make({ config, weights: before });
    for (let i = 0; i < 5; i++) learner.trainBatch(noisyBatch(i));
    const after = learner.weights();
    for (let g = 0; g < 16; g++) {
      const row = after["W0"].subarray(12 * g, 12 * (g + 1));
      expect(row.filter((w) => w !== 0)).toHaveLength(4);
    }
    expect(after["W0"]).not.toEqual(before["W0"]);
  });

  test("refuses batches and weights that do not fit, and says why", () => {
    const config = small();
    const learner = make({ config, weights: seededWeights(config, 1) });
    expect(() => learner.setWeights({ Wx: new Float64Array(1) })).toThrow("Wx");
    expect(() => learner.setWeights({ bo: new Float64Array(3) })).toThrow(
      "bo has 2 numbers, not 3",
    );
    expect(() => learner.trainBatch(noisyBatch(1, 6))).toThrow("7 × 6");
    expect(() => learner.trainBatch(wordBatch(1, 5, false))).toThrow("made for numbers, got words");
  });
}
