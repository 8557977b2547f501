import { describe, expect, test } from "vitest";
import { makeTrace } from "../../controller/cerebellum/trace.ts";

const PERIOD = 0.01;
function filled(rows: number, capacity = 8) {
  const trace = makeTrace(1, capacity);
  for (let k = 1; k <= rows; k++) trace.push(k * PERIOD, Float64Array.of(k));
  return trace;
}
const row = new Float64Array(1);

describe("a trace", () => {
  test.each([0.031, 0.04, 0.0555, 0.0699])("interpolates what was thought at %d s", (time) => {
    expect(filled(7).recall(row, time)).toBe(true);
    expect(row[0]).toBeCloseTo(time / PERIOD, 9);
  });

  test("knows its newest row, and nothing of what comes after it", () => {
    const trace = filled(7);
    expect(trace.recall(row, 7 * PERIOD)).toBe(true);
    expect(row[0]).toBe(7);
    expect(trace.change(0)).toBe(0);
    row[0] = -1;
    expect(trace.recall(row, 7 * PERIOD + 1e-6)).toBe(false);
    expect(row[0]).toBe(-1);
  });

  test("has forgotten what is older than its capacity, and knows no instant that is no number", () => {
    const trace = filled(20);
    expect(trace.recall(row, 14 * PERIOD)).toBe(true);
    expect(trace.recall(row, 12 * PERIOD)).toBe(false);
    expect(trace.recall(row, Number.NaN)).toBe(false);
    expect(makeTrace(1, 4).recall(row, 0)).toBe(false);
  });

  test("does not interpolate across a pause", () => {
    const trace = filled(3);
    trace.push(0.2, Float64Array.of(20));
    expect(trace.recall(row, 0.1)).toBe(false);
    expect(trace.recall(row, 0.025)).toBe(true);
  });
});
