import { describe, expect, test } from "vitest";
import type { ReachFeatures } from "../../../../sim/metrics/movement/ataxia-index.ts";
import { ataxiaIndex, ataxiaParts } from "../../../../sim/metrics/movement/ataxia-index.ts";

/** An ordinary reach, better than which no reach need be. */
const good: ReachFeatures = {
  endpointMm: 0.5,
  pathRmsMm: 1.2,
  pathRatio: 1.01,
  ldlj: -7.5,
  shakeMmPerS: 3,
};
const awful: ReachFeatures = {
  endpointMm: 20,
  pathRmsMm: 25,
  pathRatio: 3,
  ldlj: -13,
  shakeMmPerS: 300,
};

describe("the ataxia index", () => {
  test("is 0 for an ordinary reach, and for one that is better still", () => {
    expect(ataxiaIndex(good)).toBe(0);
    expect(ataxiaIndex({ ...good, endpointMm: 0.01, shakeMmPerS: 0 })).toBe(0);
  });

  test.each([
    ["endpointMm", (x: number) => 2 * x],
    ["pathRmsMm", (x: number) => 2 * x],
    ["pathRatio", (x: number) => 1 + 2 * (x - 1)],
    ["ldlj", (x: number) => x - 2 * Math.LN2],
    ["shakeMmPerS", (x: number) => 2 * x],
  ] as const)("grows by a fifth with each doubling of %s", (name, double) => {
    const twice = { ...awful, [name]: double(awful[name]) };
    expect(ataxiaIndex(twice) - ataxiaIndex(awful)).toBeCloseTo(0.2, 9);
    expect(ataxiaParts(twice)[name] - ataxiaParts(awful)[name]).toBeCloseTo(1, 9);
  });
});
