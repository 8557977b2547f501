import { describe, expect, test } from "vitest";
import { inkError } from "../../../sim/metrics/ink-error.ts";

const line = Float64Array.of(0, 0, 0.1, 0);
const along = (dx: number, dy: number) =>
  Array.from({ length: 101 }, (_, i) => ({
    x: i / 1000 + dx,
    y: dy,
    wishedX: i / 1000,
    wishedY: 0,
  }));

describe("the error of ink", () => {
  test("is nothing for a line on the line", () => {
    const { rmsMm, timeAlignedRmsMm, maxMm, offsetFreeRmsMm, missing } = inkError(along(0, 0), [
      line,
    ]);
    for (const value of [rmsMm, timeAlignedRmsMm, maxMm, offsetFreeRmsMm, missing]) {
      expect(value).toBeCloseTo(0, 9);
    }
  });

  test("tells a line beside from a line too late", () => {
    const beside = inkError(along(0, 0.001), [line]);
    expect(beside.rmsMm).toBeCloseTo(1, 9);
    expect(beside.offsetFreeRmsMm).toBeCloseTo(0, 9);
    const late = inkError(along(-0.001, 0), [line]);
    expect(late.timeAlignedRmsMm).toBeCloseTo(1, 9);
    expect(late.rmsMm).toBeLessThan(0.11); // only its first drop is off the line
  });

  test("sees what is missing", () => {
    const half = along(0, 0).slice(0, 51);
    expect(inkError(half, [line]).missing).toBeCloseTo(0.48, 1);
    expect(inkError([], [line]).missing).toBe(1);
  });
});
