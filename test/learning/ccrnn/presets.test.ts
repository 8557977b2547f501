import { describe, expect, test } from "vitest";
import { checkConfig } from "../../../controller/learning/ccrnn/learner-config.ts";
import { PRESETS, REFERENCE } from "../../../controller/learning/ccrnn/presets.ts";

describe("choices", () => {
  test.each(Object.entries(PRESETS))("of the preset %s can be", (_, preset) => {
    expect(() => checkConfig(preset)).not.toThrow();
  });

  test.each([
    [{ window: 0 }, "window must be a whole number from 1, is 0"],
    [{ interval: 1.5 }, "interval must be a whole number from 1, is 1.5"],
    [{ targets: { kind: "bp-lambda", lambda: 2, gamma: 1 } }, "lambda must be in 0…1, is 2"],
    [{ cerebellarRule: { kind: "projection", ridge: 0 } }, "ridge must be above 0, is 0"],
    [
      { cerebellum: { granules: 4, layers: 1, fanIn: 101, mossyFibres: "normal" } },
      "fanIn is 101, but there are 100 mossy fibres",
    ],
    [
      { targets: { kind: "bp-lambda", lambda: 0.5, gamma: 1 }, update: "window" },
      "BP(λ) looks beyond a window, so weights cannot change after each",
    ],
  ] as const)("%j cannot be", (change, why) => {
    expect(() => checkConfig({ ...REFERENCE, ...change })).toThrow(why);
  });
});
