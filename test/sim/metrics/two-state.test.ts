import { describe, expect, test } from "vitest";
import type { Exposure, TwoState } from "../../../sim/metrics/two-state.ts";
import { fitTwoState, twoStateCourse } from "../../../sim/metrics/two-state.ts";
import { makeRandom } from "../../../sim/random.ts";

/** What Smith et al. (2006) found in people. */
const published: TwoState = { Af: 0.59, As: 0.992, Bf: 0.21, Bs: 0.02 };
const block = (trials: number, exposure: Exposure): Exposure[] =>
  Array.from({ length: trials }, () => exposure);
const recovery = [
  ...block(20, { disturbance: 0 }),
  ...block(200, { disturbance: 1 }),
  ...block(20, { disturbance: -1 }),
  ...block(60, { disturbance: 0, how: "clamped" }),
];

describe("two states", () => {
  test("learn more slowly the longer they learn, and recover what a counter-turn hid", () => {
    const x = twoStateCourse(published, recovery);
    expect(x[30] - x[20]).toBeGreaterThan(5 * (x[130] - x[120]));
    const clamp = x.slice(-60);
    expect(clamp[0]).toBeLessThan(0.1);
    expect(Math.max(...clamp)).toBeGreaterThan(clamp[0] + 0.2);
  });

  test("settle where forgetting and learning are even", () => {
    const x = twoStateCourse(published, block(5000, { disturbance: 1 }));
    const gain = published.Bf / (1 - published.Af) + published.Bs / (1 - published.As);
    expect(x[x.length - 1]).toBeCloseTo(gain / (1 + gain), 6);
  });

  test("keep what they have in frozen trials", () => {
    const x = twoStateCourse(published, [
      ...block(50, { disturbance: 1 }),
      ...block(10, { disturbance: 1, how: "frozen" }),
    ]);
    expect(x[59]).toBe(x[50]);
  });

  test("are found again in a course that they made", () => {
    const { rms, ...found } = fitTwoState(twoStateCourse(published, recovery), recovery);
    expect(rms).toBeLessThan(1e-3);
    for (const name of ["Af", "As", "Bf", "Bs"] as const) {
      expect(found[name]).toBeCloseTo(published[name], 2);
    }
  });

  test("and in one with noise, nearly", () => {
    const random = makeRandom(4);
    const noisy = twoStateCourse(published, recovery).map((x) => x + 0.05 * random.normal());
    const found = fitTwoState(noisy, recovery);
    expect(found.rms).toBeLessThan(0.06);
    expect(Math.abs(found.As - published.As)).toBeLessThan(0.01);
    expect(Math.abs(found.Bs - published.Bs)).toBeLessThan(0.02);
  });

  test("are found again where three trials in four do not show what was learnt", () => {
    const shown = twoStateCourse(published, recovery).map((x, n) =>
      n % 4 === 0 || n >= 240 ? x : Number.NaN,
    );
    const { rms, ...found } = fitTwoState(shown, recovery);
    expect(rms).toBeLessThan(1e-3);
    for (const name of ["Af", "As", "Bf", "Bs"] as const) {
      expect(found[name]).toBeCloseTo(published[name], 2);
    }
  });

  test("need an entry for each trial, and some that are numbers", () => {
    expect(() => fitTwoState([1, 2], recovery)).toThrow(
      /found 2 entries, 2 numbers and 300 trials/,
    );
    expect(() =>
      fitTwoState(
        recovery.map(() => Number.NaN),
        recovery,
      ),
    ).toThrow(/0 numbers/);
  });
});
