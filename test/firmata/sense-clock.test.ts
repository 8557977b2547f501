import { describe, expect, test } from "vitest";
import { makeSenseClock } from "../../bridge/firmata/sense-clock.ts";

/** Reports come at `times`; was the last one fresh? */
function isFresh(times: readonly number[]): boolean {
  const clock = makeSenseClock(0.01);
  for (const time of times) clock.heard(time);
  return clock.freshAt() === times.at(-1);
}

const every = (interval: number, count = 20): number[] =>
  Array.from({ length: count }, (_, k) => 100 + k * interval);

describe("senses are of now", () => {
  test("if reports come as often as they should, give or take a late timer", () => {
    expect(isFresh(every(0.01))).toBe(true);
    expect(isFresh(every(0.01).map((time, k) => time + (k % 2) * 0.005))).toBe(true);
  });

  test("not before a few have come", () => {
    expect(isFresh(every(0.01, 7))).toBe(false);
  });

  test("not if the board's time passes at half our pace, or twice", () => {
    expect(isFresh(every(0.02))).toBe(false);
    expect(isFresh(every(0.005))).toBe(false);
  });

  test("not after a silence, and not while what was held up pours out, but soon after that", () => {
    const before = every(0.01);
    const silence = (before.at(-1) ?? 0) + 0.3;
    expect(isFresh([...before, silence])).toBe(false);
    const burst = Array.from({ length: 30 }, (_, k) => silence + k * 1e-4);
    expect(isFresh([...before, ...burst])).toBe(false);
    const after = Array.from({ length: 8 }, (_, k) => silence + 0.01 * (k + 1));
    expect(isFresh([...before, ...burst, ...after])).toBe(true);
  });
});
