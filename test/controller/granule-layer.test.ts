import { describe, expect, test } from "vitest";
import { fireGranules, growGranules } from "../../controller/cerebellum/granule-layer.ts";
import { makeRandom } from "../../sim/random.ts";

describe("a granule layer", () => {
  test("is wired the same for the same seed", () => {
    expect(growGranules(50, 13, makeRandom(1))).toEqual(growGranules(50, 13, makeRandom(1)));
    expect(growGranules(50, 13, makeRandom(1))).not.toEqual(growGranules(50, 13, makeRandom(2)));
  });

  test("holds fibres that there are, and all of them somewhere", () => {
    const { fibres } = growGranules(200, 13, makeRandom(3));
    expect(new Set(fibres)).toEqual(new Set(Array.from({ length: 13 }, (_, i) => i)));
  });

  test("has thresholds in ±0.8 and weights of standard deviation ½", () => {
    const { thresholds, weights } = growGranules(5000, 13, makeRandom(4));
    expect(Math.max(...thresholds.map(Math.abs))).toBeLessThanOrEqual(0.8);
    const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
    expect(Math.abs(variance - 0.25)).toBeLessThan((4 * 0.25 * Math.SQRT2) / Math.sqrt(20_000));
  });

  test("fires by what its claws hold beyond the threshold, and writes nowhere else", () => {
    const layer = {
      cells: 2,
      fibres: Int32Array.of(0, 1, 2, 2, 0, 0, 0, 0),
      weights: Float64Array.of(1, -2, 0.5, 0.5, 1, 1, 1, 1),
      thresholds: Float64Array.of(-0.25, 10),
    };
    const g = Float64Array.of(9, 9, 9, 9, 9);
    fireGranules(g, 2, Float64Array.of(1, 0.5, 3), layer);
    // 1·1 − 2·0.5 + 0.5·3 + 0.5·3 + 0.25 = 3.25; 4 − 10 < 0
    expect([...g]).toEqual([9, 9, 3.25, 0, 9]);
  });

  test("of no cells does nothing", () => {
    const g = Float64Array.of(1);
    fireGranules(g, 1, Float64Array.of(1), growGranules(0, 13, makeRandom(5)));
    expect([...g]).toEqual([1]);
  });
});
