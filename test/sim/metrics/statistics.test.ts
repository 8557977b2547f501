import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { pairedTTest, summary } from "../../../sim/metrics/statistics.ts";
import { logGamma, regularisedBeta, twoSidedTail } from "../../../sim/metrics/student-t.ts";
import { evenly } from "../../support/evenly.ts";

describe("the tail of Student's t", () => {
  // Critical values of the printed tables (Fisher & Yates), two-sided.
  test.each([
    [12.706, 1, 0.05],
    [4.303, 2, 0.05],
    [2.571, 5, 0.05],
    [2.262, 9, 0.05],
    [2.228, 10, 0.05],
    [2.042, 30, 0.05],
    [3.25, 9, 0.01],
    [4.781, 9, 0.001],
    [1.833, 9, 0.1],
    [63.657, 1, 0.01],
  ])("beyond %f at %i degrees of freedom is %f", (t, freedom, p) => {
    expect(Math.abs(twoSidedTail(t, freedom) / p - 1)).toBeLessThan(2e-3);
  });

  test.prop([evenly(-50, 50)], { seed: 1 })("is arctangent at one degree of freedom", (t) => {
    expect([twoSidedTail(t, 1)]).toBeNear([1 - (2 / Math.PI) * Math.atan(Math.abs(t))], {
      rtol: 1e-11,
      atol: 1e-15,
    });
  });

  test.prop([evenly(-50, 50)], { seed: 2 })("is algebraic at two degrees of freedom", (t) => {
    // 1 − |t|/√(2 + t²), written without cancellation.
    const root = Math.sqrt(2 + t * t);
    const exact = 2 / (root * (root + Math.abs(t)));
    expect([twoSidedTail(t, 2)]).toBeNear([exact], { rtol: 1e-11 });
  });

  test.prop([evenly(0, 6)], { seed: 3 })("is algebraic at four degrees of freedom", (t) => {
    const s = t / Math.sqrt(4 + t * t);
    expect([twoSidedTail(t, 4)]).toBeNear([1 - s * (1.5 - 0.5 * s * s)], { atol: 1e-13 });
  });

  test("is the normal distribution's at very many", () => {
    expect(twoSidedTail(1.959963984540054, 1e7)).toBeCloseTo(0.05, 7);
    expect(twoSidedTail(3.2905267314919255, 1e7)).toBeCloseTo(0.001, 7);
  });

  test("goes from 1 at zero to 0 at infinity, and keeps small values", () => {
    expect(twoSidedTail(0, 9)).toBe(1);
    expect(twoSidedTail(Number.POSITIVE_INFINITY, 9)).toBe(0);
    expect(twoSidedTail(Number.NaN, 9)).toBeNaN();
    // At two degrees of freedom the tail goes to 1/t².
    expect(twoSidedTail(1e6, 2) / 1e-12).toBeCloseTo(1, 9);
  });

  test("needs degrees of freedom", () => {
    expect(() => twoSidedTail(1, 0)).toThrow(RangeError);
  });
});

describe("the functions below it", () => {
  test("log-gamma is log of factorials, and log √π at one half", () => {
    let factorial = 1;
    for (let n = 1; n < 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  });

  test.prop([evenly(0, 1), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })], {
    seed: 4,
  })("the incomplete beta of integers is a binomial tail", (x, a, b) => {
    const n = a + b - 1;
    const choose = (k: number) => Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1));
    let tail = 0;
    for (let k = a; k <= n; k++) tail += choose(k) * x ** k * (1 - x) ** (n - k);
    expect([regularisedBeta(x, 1 - x, a, b)]).toBeNear([tail], { atol: 1e-12 });
  });
});

describe("a summary", () => {
  test("has mean, standard deviation and standard error", () => {
    expect(summary([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      count: 8,
      mean: 5,
      sd: Math.sqrt(32 / 7),
      sem: Math.sqrt(32 / 7) / Math.sqrt(8),
    });
  });

  test("has no spread of a single number, and nothing of none", () => {
    expect(summary([3])).toMatchObject({ mean: 3, sd: Number.NaN });
    expect(summary([]).mean).toBeNaN();
  });
});

describe("a paired t-test", () => {
  // Student (1908), Biometrika 6:1: additional hours of sleep of ten patients under two drugs.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  test("finds what Student found", () => {
    const found = pairedTTest(first, second);
    expect(found.t).toBeCloseTo(-4.0621, 4);
    expect(found.freedom).toBe(9);
    expect(found.p).toBeCloseTo(0.002833, 6);
    expect(found.meanDifference).toBeCloseTo(-1.58, 12);
    expect(found.effect).toBeCloseTo(-4.0621 / Math.sqrt(10), 4);
    expect(found).toMatchObject({ pairs: 10, below: 9 });
  });

  test("is the same the other way round, but for its signs", () => {
    const [one, other] = [pairedTTest(first, second), pairedTTest(second, first)];
    expect(other.t).toBeCloseTo(-one.t, 12);
    expect(other.p).toBeCloseTo(one.p, 12);
  });

  test("says nothing of pairs that are equal, and everything of ones that differ alike", () => {
    expect(pairedTTest([1, 2, 3], [1, 2, 3])).toMatchObject({ t: 0, p: 1, effect: 0 });
    expect(pairedTTest([1, 2, 3], [2, 3, 4])).toMatchObject({ t: Number.NEGATIVE_INFINITY, p: 0 });
  });

  test("needs pairs", () => {
    expect(() => pairedTTest([1, 2], [1])).toThrow(RangeError);
    expect(() => pairedTTest([1], [1])).toThrow(RangeError);
  });
});
