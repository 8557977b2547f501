import * as tf from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { loadKernels } from "../../../cli/load-kernels.ts";
import { kernelLearner } from "../../../controller/learning/ccrnn/kernel-learner.ts";
import { tfjsLearner } from "../../../controller/learning/ccrnn/tfjs-learner.ts";
import { expectNearByName } from "./expectations.ts";
import type { GoldenCase } from "./golden-cases.ts";
import { goldenCases } from "./golden-cases.ts";

const onKernels =
  (prefer: "typescript" | "wasm-simd") =>
  ({ config, sizes, weights }: GoldenCase) =>
    kernelLearner({ kernels: loadKernels({ megabytes: 16, prefer }), config, sizes, weights });

const engines = [
  ["the plain kernels", 1e-9, onKernels("typescript")],
  ["the SIMD kernels", 1e-4, onKernels("wasm-simd")],
  ["tfjs", 1e-4, (of: GoldenCase) => tfjsLearner({ tf, ...of })],
] as const;

describe.each(engines)("%s find the gradients of the oracle", (_, rtol, make) => {
  test.each(goldenCases)("$name", (of) => {
    const learner = make(of);
    const report = learner.trainBatch(of.batch);
    expect([report.loss]).toBeNear([of.loss], { rtol });
    expectNearByName(learner.gradients(), of.gradients, rtol);
  });
});
