import { describe, expect, test } from "vitest";
import { rowsOf } from "../../../controller/learning/ccrnn/equal-samples.ts";
import type { LearnerConfig } from "../../../controller/learning/ccrnn/learner-config.ts";
import { CLEAN } from "../../../controller/learning/ccrnn/presets.ts";
import type { SequenceBatch } from "../../../controller/learning/ccrnn/sequence-batch.ts";
import { expectNearByName } from "./expectations.ts";
import { labelledBatch, noisyBatch, plain, seededWeights, sizes, small } from "./small-tasks.ts";

/** Samples of a batch in another order, some of them several times. */
function repeated(batch: SequenceBatch, order: readonly number[]): SequenceBatch {
  const pick = <T extends Float32Array | Int32Array>(from: T, width: number): number[] =>
    Array.from({ length: batch.steps }, (_, t) =>
      order.flatMap((s) => [
        ...from.subarray((t * batch.batch + s) * width, (t * batch.batch + s + 1) * width),
      ]),
    ).flat();
  const { targets } = batch;
  return {
    ...batch,
    batch: order.length,
    inputs: Float32Array.from(pick(batch.inputs, batch.inputWidth)),
    targets:
      targets.kind === "values"
        ? { ...targets, values: Float32Array.from(pick(targets.values, targets.width)) }
        : { ...targets, labels: Int32Array.from(pick(targets.labels, 1)) },
  };
}

const order = [3, 1, 3, 3, 1];

test("equal samples share a row, and the row knows for how many it stands", () => {
  const rows = rowsOf(5)(repeated(noisyBatch(1), order), true);
  expect(rows.count).toBe(2);
  expect([...rows.share.subarray(0, 2)]).toEqual([3, 2]);
  expect([...rows.sample.subarray(0, 2)]).toEqual([0, 1]);
  expect([...rows.rowOf]).toEqual([0, 1, 0, 0, 1]);
});

test("samples that differ in their targets alone are not equal", () => {
  const batch = repeated(noisyBatch(1), order);
  if (batch.targets.kind !== "values") throw new Error("this is about values");
  batch.targets.values[batch.targets.values.length - 1] += 1;
  expect(rowsOf(5)(batch, true).count).toBe(3);
});

describe("whether equal samples are computed once or each by itself, the gradients are the same", () => {
  const variants: readonly (readonly [string, Partial<LearnerConfig>])[] = [
    ["in reference mode", {}],
    ["in clean mode", { ...CLEAN, cortex: small().cortex, cerebellum: small().cerebellum }],
    ["for windows of three", { window: 3 }],
    ["with every tick taught", { window: 3, everyTick: true }],
    ["with BP(λ)", { window: 2, targets: { kind: "bp-lambda", lambda: 0.6, gamma: 0.8 } }],
    ["with weights that change after each window", { window: 2, update: "window" }],
  ];

  test.each(variants)("%s", (_, variant) => {
    const config = small(variant);
    for (const batch of [noisyBatch(1), labelledBatch(1, 2)]) {
      const of = { ...sizes, kind: batch.targets.kind };
      const [once, each] = [true, false].map((mergeEqualSamples) => {
        const weights = seededWeights(config, 2);
        const learner = plain({ config, weights, sizes: of, mergeEqualSamples });
        const report = learner.trainBatch(repeated(batch, order));
        return { learner, report };
      });
      expect([once.report.loss, once.report.cerebellarError]).toBeNear(
        [each.report.loss, each.report.cerebellarError],
        { rtol: 1e-10 },
      );
      expectNearByName(once.learner.gradients(), each.learner.gradients(), 1e-10);
    }
  });
});

test("a learner takes batches and sequences that are shorter than the longest", () => {
  const config = small({ window: 3 });
  const weights = seededWeights(config, 2);
  const roomy = plain({ config, weights });
  const tight = plain({ config, weights, sizes: { ...sizes, steps: 4, batch: 3 } });
  for (const learner of [roomy, tight]) learner.trainBatch(noisyBatch(1, 3, 4));
  expect(roomy.gradients()).toEqual(tight.gradients());
});
