import { describe, expect, it } from "vitest";
import { YRange } from "../../../viewer/monitor/y-range.ts";

describe("the vertical scale", () => {
  it("never shows less than it should", () => {
    expect(new YRange([0, 4]).around(1, 2)).toEqual([0, 4]);
    expect(new YRange([0, 4]).around(Number.NaN, Number.NaN)).toEqual([0, 4]);
  });

  it("makes room for a spike at once, and takes it back slowly", () => {
    const range = new YRange([0, 4]);
    const [, high] = range.around(0, 50);
    expect(high).toBeGreaterThan(50);
    const [, next] = range.around(0, 3);
    expect(next).toBeGreaterThan(0.9 * high);
    let last = next;
    for (let i = 0; i < 300; i++) {
      const [, now] = range.around(0, 3);
      expect(now).toBeLessThanOrEqual(last);
      last = now;
    }
    expect(last).toBeCloseTo(4, 2);
  });

  it("never cuts anything off", () => {
    const range = new YRange([-1, 1]);
    for (let i = 0; i < 200; i++) {
      const value = 10 * Math.sin(i * i);
      const [low, high] = range.around(Math.min(0, value), Math.max(0, value));
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });
});
