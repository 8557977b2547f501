import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { cosine, meanRowCosine } from "../../../sim/metrics/cosine.ts";
import { coupling, meanPairwiseCorrelation, pearson } from "../../../sim/metrics/pearson.ts";
import { populationCorrelation } from "../../../sim/metrics/population-correlation.ts";
import { sparseness } from "../../../sim/metrics/sparseness.ts";
import { makeRandom } from "../../../sim/random.ts";
import { evenly } from "../../support/evenly.ts";

describe("Pearson's correlation", () => {
  test("has the value of a known example", () => {
    // Anscombe (1973), Am. Stat. 27:17, first set: r = 0.816.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    expect(pearson(x, y)).toBeCloseTo(0.81642, 5);
  });

  test.prop(
    [fc.array(evenly(-9, 9), { minLength: 3, maxLength: 20 }), evenly(0.1, 5), evenly(-9, 9)],
    { seed: 1 },
  )("is ±1 of a straight relation, whatever its slope", (x, slope, offset) => {
    fc.pre(new Set(x).size > 1);
    expect(
      pearson(
        x,
        x.map((value) => slope * value + offset),
      ),
    ).toBeCloseTo(1, 9);
    expect(
      pearson(
        x,
        x.map((value) => -slope * value + offset),
      ),
    ).toBeCloseTo(-1, 9);
  });

  test("does not exist where one side does not vary, rounding apart", () => {
    expect(pearson([1, 2, 3], [0.1 + 0.2, 0.3, 0.3])).toBeNaN();
  });

  test("needs series of one length", () => {
    expect(() => pearson([1, 2], [1, 2, 3])).toThrow(RangeError);
  });
});

describe("coupling", () => {
  test("is the mean absolute correlation over all pairs that vary", () => {
    // Columns: a = (x, −x), b = (x, constant, y), r(x, y) = 0.5.
    const x = [1, 0, -1];
    const y = [1, -1, 0];
    const a = { activity: x.flatMap((value) => [value, -value]), units: 2 };
    const b = { activity: x.flatMap((value, i) => [value, 4, y[i]]), units: 3 };
    expect(pearson(x, y)).toBeCloseTo(0.5, 12);
    const found = coupling(a, b);
    expect(found.coupling).toBeCloseTo((1 + 0.5 + 1 + 0.5) / 4, 12);
    expect(found.pairs).toBe(4);
  });

  test("within a population leaves out a unit with itself", () => {
    const activity = [1, 1, 1, 0, -1, -1, -1, 0, 1];
    const column = (unit: number) => [0, 1, 2].map((i) => activity[3 * i + unit]);
    const pairs = [
      pearson(column(0), column(1)),
      pearson(column(0), column(2)),
      pearson(column(1), column(2)),
    ];
    const found = meanPairwiseCorrelation({ activity, units: 3 });
    expect(found.pairs).toBe(3);
    expect(found.coupling).toBeCloseTo(pairs.reduce((sum, r) => sum + Math.abs(r), 0) / 3, 12);
  });

  test("needs as many samples on both sides, and more than one", () => {
    expect(() =>
      coupling({ activity: [1, 2], units: 1 }, { activity: [1, 2, 3], units: 1 }),
    ).toThrow(RangeError);
    expect(() => coupling({ activity: [1], units: 1 }, { activity: [1], units: 1 })).toThrow(
      RangeError,
    );
  });
});

describe("sparseness", () => {
  test("is 0 where all are active alike, 1 where one is at a time", () => {
    expect(sparseness({ activity: [2, -2, 2, 5, 5, 5], units: 3 })).toBeCloseTo(0, 12);
    expect(sparseness({ activity: [0, 3, 0, 1, 0, 0], units: 3 })).toBeCloseTo(1, 12);
  });

  test("follows its formula in between, and leaves silence out", () => {
    // (1 + 3)² / (1 + 9) = 1.6: (2 − 1.6) / 1 = 0.4.
    expect(sparseness({ activity: [1, 3, 0, 0], units: 2 })).toBeCloseTo(0.4, 12);
    expect(sparseness({ activity: [0, 0], units: 2 })).toBeNaN();
  });
});

describe("population correlation", () => {
  test("is 1 where all units move as one", () => {
    const activity = [1, 2, -3].flatMap((value) => [value, 2 * value, -value]);
    const found = populationCorrelation({ activity, units: 3 });
    expect(found.correlation).toBeCloseTo(1, 6);
    // Variance of 1, 2, −3 is 7; slopes 1, 2, −1.
    expect(found.codingSpace).toBeCloseTo(7 * 6, 10);
  });

  test("is 0 where all directions are alike", () => {
    const activity = [1, 0, -1, 0, 0, 1, 0, -1];
    expect(populationCorrelation({ activity, units: 2 }).correlation).toBeCloseTo(0, 12);
  });

  test("is between, for standard deviations of 3 and 1", () => {
    // √λ = 3 and 1: C = 2 (3/4 − 1/2).
    const activity = [3, 1, 3, -1, -3, 1, -3, -1];
    expect(populationCorrelation({ activity, units: 2 }).correlation).toBeCloseTo(0.5, 12);
  });

  test("takes little time for a granule layer", () => {
    const random = makeRandom(1);
    const activity = Float64Array.from({ length: 70 * 400 }, () => random.normal());
    const { correlation } = populationCorrelation({ activity, units: 400 });
    expect(correlation).toBeGreaterThan(0);
    expect(correlation).toBeLessThan(0.1);
  });
});

describe("the cosine", () => {
  test("is 1 along, −1 against, 0 across", () => {
    expect(cosine([1, 2], [2, 4])).toBeCloseTo(1, 12);
    expect(cosine([1, 2], [-1, -2])).toBeCloseTo(-1, 12);
    expect(cosine([1, 2], [2, -1])).toBe(0);
  });

  test("does not underflow, and does not exist for nothing", () => {
    expect(cosine([1e-120, 0], [1e-120, 1e-120])).toBeCloseTo(Math.SQRT1_2, 12);
    expect(cosine([0, 0], [1, 2])).toBeNaN();
  });

  test("of rows is their mean, without the rows that are zero", () => {
    const x = Float64Array.of(1, 0, 0, 0, 1, 1);
    const y = Float64Array.of(1, 0, 5, 5, 1, 0);
    const found = meanRowCosine(x, y, 2);
    expect(found.rows).toBe(2);
    expect(found.cosine).toBeCloseTo((1 + Math.SQRT1_2) / 2, 12);
  });
});
