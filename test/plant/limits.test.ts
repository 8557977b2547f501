import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { guardCommand } from "../../plant/limits.ts";
import { evenly } from "../support/evenly.ts";

const limits = {
  min: Float64Array.of(-5, -4),
  max: Float64Array.of(5, 4),
  slewPerSecond: Float64Array.of(100, 50),
};
const guard = (command: number[], previous: number[], dt: number) => {
  const out = Float64Array.from(command);
  const ok = guardCommand(out, Float64Array.from(previous), dt, limits);
  return { ok, out: [...out] };
};

describe("the last gate before the body", () => {
  test("lets through what is small and slow enough", () => {
    expect(guard([1, -2], [0.5, -1.8], 0.01)).toEqual({ ok: true, out: [1, -2] });
  });

  test("cuts what is too large", () => {
    expect(guard([70, -70], [0, 0], 10)).toEqual({ ok: true, out: [5, -4] });
  });

  test("slows down what changes too fast", () => {
    expect(guard([5, -4], [0, 0], 0.01)).toEqual({ ok: true, out: [1, -0.5] });
  });

  test("cuts first and slows down afterwards", () => {
    // From 4.5, a step of 1 towards 70 ends at the bound, 5, and not at 5.5.
    expect(guard([70, 0], [4.5, 0], 0.01).out[0]).toBe(5);
  });

  test("holds still when no time has passed", () => {
    expect(guard([5, -4], [1, 1], 0)).toEqual({ ok: true, out: [1, 1] });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "answers %s in any entry with zeros, and says so",
    (bad) => {
      expect(guard([bad, 1], [3, 3], 0.01)).toEqual({ ok: false, out: [0, 0] });
      expect(guard([1, bad], [3, 3], 0.01)).toEqual({ ok: false, out: [0, 0] });
    },
  );

  const anything = fc.oneof(evenly(-20, 20), fc.double());
  const before = fc.tuple(evenly(-5, 5), evenly(-4, 4));
  test.prop([fc.tuple(anything, anything), before, evenly(0, 1)], {
    seed: 4,
    numRuns: 500,
  })("never lets through more than the bounds, whatever it is given", (command, previous, dt) => {
    const { ok, out } = guard(command, previous, dt);
    for (let i = 0; i < 2; i++) {
      expect(Math.abs(out[i])).toBeLessThanOrEqual(limits.max[i]);
      const change = Math.abs(out[i] - previous[i]);
      if (ok) expect(change).toBeLessThanOrEqual(limits.slewPerSecond[i] * dt + 1e-12);
    }
  });
});
