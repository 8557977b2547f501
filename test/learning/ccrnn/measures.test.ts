import { describe, expect, test } from "vitest";
import {
  cosine,
  coupling,
  meanCosine,
  roughness,
  sparseness,
} from "../../../controller/learning/ccrnn/measures.ts";
import { noisyBatch } from "./small-tasks.ts";

describe("measures", () => {
  test("a straight line at constant speed is not rough, a zigzag is", () => {
    const of = noisyBatch(1, 1, 4);
    expect(roughness([0, 0, 1, 2, 2, 4, 3, 6], of, 2)).toBe(0);
    expect(roughness([0, 0, 1, 0, 0, 0, 1, 0], of, 2)).toBe(4);
  });

  test("the cosine is 1 along, −1 against, and 0 of nothing", () => {
    expect(cosine([1, 2], [2, 4])).toBeCloseTo(1, 12);
    expect(cosine([1, 2], [-1, -2])).toBeCloseTo(-1, 12);
    expect(cosine([0, 0], [1, 2])).toBe(0);
  });

  test("the mean cosine leaves out rows where there is nothing", () => {
    const x = Float64Array.of(1, 0, 0, 0, 0, 1);
    const y = Float64Array.of(1, 0, 1, 1, 1, 0);
    expect(meanCosine(x, y, 2)).toBe(0.5);
  });

  test("coupling sees both signs, and no unit that rests", () => {
    const seen = {
      steps: [0, 1, 2],
      batch: 1,
      stateWidth: 2,
      granuleCount: 2,
      states: Float64Array.of(1, 7, 2, 7, 3, 7),
      granules: Float64Array.of(-2, 0, -4, 0, -6, 0),
      predictions: new Float64Array(0),
      targets: new Float64Array(0),
      trueGradients: new Float64Array(0),
    };
    expect(coupling(seen)).toBeCloseTo(1, 12);
  });

  test("sparseness is 1 for one active unit, 0 for a uniform population", () => {
    expect(sparseness(Float64Array.of(0, 0, 3, 0), 4)).toBe(1);
    expect(sparseness(Float64Array.of(2, 2, 2, 2), 4)).toBe(0);
  });
});
