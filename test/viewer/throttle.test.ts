import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Throttle } from "../../viewer/wire/throttle.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("sends the first value at once and then one each period", () => {
  const sent: number[] = [];
  const throttle = new Throttle<number>(100, (value) => sent.push(value));
  for (let i = 0; i < 25; i++) {
    throttle.offer(i);
    vi.advanceTimersByTime(10);
  }
  expect(sent).toEqual([0, 9, 19]);
});

it("always sends the last value", () => {
  const sent: number[] = [];
  const throttle = new Throttle<number>(100, (value) => sent.push(value));
  throttle.offer(1);
  throttle.offer(2);
  throttle.offer(3);
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual([1, 3]);
});

it("sends what it holds when it is flushed, and nothing twice", () => {
  const sent: number[] = [];
  const throttle = new Throttle<number>(100, (value) => sent.push(value));
  throttle.offer(1);
  throttle.offer(2);
  throttle.flush();
  throttle.flush();
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual([1, 2]);
});
