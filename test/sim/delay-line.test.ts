import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { makeDelayLine } from "../../sim/delay-line.ts";
import { evenly } from "../support/evenly.ts";

/** A line that remembers 2 t and 1 − 3 t at uneven times; the times. */
function filled(count: number, capacity: number) {
  const line = makeDelayLine(2, capacity);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const t = 0.01 * i + 0.003 * Math.sin(i);
    line.push(Float64Array.of(t), Float64Array.of(2 * t, 1 - 3 * t));
    times.push(t);
  }
  return { line, times };
}
const readAt = (line: ReturnType<typeof makeDelayLine>, time: number): Float64Array => {
  const out = new Float64Array(2);
  line.read(out, time);
  return out;
};

describe("a delay line", () => {
  test.prop([fc.integer({ min: 2, max: 60 }), evenly(0, 1)], {
    seed: 6,
    numRuns: 200,
  })(
    "gives a signal that is linear in time exactly, at any time that it remembers",
    (count, part) => {
      const { line, times } = filled(count, 20);
      const oldest = times[Math.max(0, count - 20)];
      const t = oldest + part * (times[count - 1] - oldest);
      expect(readAt(line, t)).toBeNear([2 * t, 1 - 3 * t], { atol: 1e-12 });
    },
  );

  test("gives back every sample that it still has, at its own time", () => {
    const { line, times } = filled(50, 20);
    for (const t of times.slice(-20))
      expect(readAt(line, t)).toBeNear([2 * t, 1 - 3 * t], { atol: 1e-14 });
  });

  test("gives the newest after its end and the oldest that it has before its beginning", () => {
    const { line, times } = filled(50, 20);
    const [oldest, newest] = [times[30], times[49]];
    expect(readAt(line, newest + 1)).toBeNear([2 * newest, 1 - 3 * newest], { atol: 1e-14 });
    expect(readAt(line, -1)).toBeNear([2 * oldest, 1 - 3 * oldest], { atol: 1e-14 });
  });

  test("with one sample gives that one at all times", () => {
    const { line } = filled(1, 20);
    expect(readAt(line, -5)).toEqual(readAt(line, 5));
  });

  test("copies what it is given", () => {
    const line = makeDelayLine(2, 4);
    const sample = Float64Array.of(1, 2);
    line.push(Float64Array.of(0), sample);
    sample.fill(9);
    expect([...readAt(line, 0)]).toEqual([1, 2]);
  });

  test("gives the last of several samples of one moment", () => {
    const line = makeDelayLine(2, 4);
    line.push(Float64Array.of(0), Float64Array.of(1, 1));
    line.push(Float64Array.of(0), Float64Array.of(2, 2));
    expect([...readAt(line, 0)]).toEqual([2, 2]);
  });
});
