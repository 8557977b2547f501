import { describe, expect, test } from "vitest";
import type { Learner } from "../../../controller/learning/ccrnn/learner.ts";
import { expectNearByName } from "./expectations.ts";
import type { GoldenCase } from "./golden-cases.ts";
import { goldenCases } from "./golden-cases.ts";

/** The gradients that an independent program found, and that every engine has to find. */
export function describeGolden(
  engine: string,
  rtol: number,
  make: (of: GoldenCase) => Learner,
): void {
  describe(`${engine} find the gradients of the oracle`, () => {
    test.each(goldenCases)("$name", (of) => {
      const learner = make(of);
      const report = learner.trainBatch(of.batch);
      expect([report.loss]).toBeNear([of.loss], { rtol });
      expectNearByName(learner.gradients(), of.gradients, rtol);
    });
  });
}
