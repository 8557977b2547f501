import { describe, expect, test } from "vitest";
import { loadKernels } from "../../../cli/load-kernels.ts";
import { kernelLearner } from "../../../controller/learning/ccrnn/kernel-learner.ts";
import { goldenCases } from "./golden-cases.ts";

describe.each(goldenCases)("$name", ({ config, sizes, batch, weights, loss, gradients }) => {
  test.each([
    ["typescript", 1e-9],
    ["wasm-simd", 1e-4],
  ] as const)("%s finds the gradients of the oracle", (prefer, rtol) => {
    const kernels = loadKernels({ megabytes: 16, prefer });
    const learner = kernelLearner({ kernels, config, sizes, weights });
    const report = learner.trainBatch(batch);
    expect(report.loss).toBeCloseTo(loss, 5);
    const found = learner.gradients();
    expect(Object.keys(found).sort()).toEqual(Object.keys(gradients).sort());
    for (const [name, expected] of Object.entries(gradients)) {
      expect(found[name], name).toBeNear(expected, { rtol, atol: rtol * largest(expected) });
    }
  });
});

const largest = (x: Float64Array): number => x.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
