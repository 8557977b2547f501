import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { everyPeriod } from "../../bridge/server/steady-timer.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a period that is no whole number of ms does not drift", () => {
  const turn = vi.fn();
  const stop = everyPeriod(1000 / 60, turn);
  vi.advanceTimersByTime(60_000);
  stop();
  expect(turn.mock.calls.length).toBeGreaterThanOrEqual(3599);
  expect(turn.mock.calls.length).toBeLessThanOrEqual(3600);
});

test("turns that were missed are left out", () => {
  const turns: number[] = [];
  const start = performance.now();
  const stop = everyPeriod(10, () => {
    turns.push(performance.now() - start);
    if (turns.length === 2) vi.advanceTimersByTime(35); // a slow turn
  });
  vi.advanceTimersByTime(40);
  stop();
  expect(turns.slice(0, 2)).toEqual([10, 20]);
  expect(turns[2]).toBe(60);
});

test("nothing comes after the end", () => {
  const turn = vi.fn();
  everyPeriod(10, turn)();
  vi.advanceTimersByTime(100);
  expect(turn).not.toHaveBeenCalled();
});
