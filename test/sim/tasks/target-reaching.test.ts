import { describe, expect, test } from "vitest";
import { makeRandom } from "../../../sim/random.ts";
import { REACH_DELAYS, targetReaching } from "../../../sim/tasks/sequence/target-reaching.ts";

/** Of each sample: its cue, the step of its go signal, and where the output should be when. */
const samplesOf = ({ validation: { batch, steps, inputs, targets } } = targetReaching()) => {
  if (targets.kind !== "values") return expect.unreachable("targets are classes");
  const { values } = targets;
  return Array.from({ length: batch }, (_, sample) => {
    const input = (t: number, i: number) => inputs[3 * (t * batch + sample) + i];
    const path = Array.from({ length: steps }, (_, t) => {
      const at = 2 * (t * batch + sample);
      return [values[at], values[at + 1]] as const;
    });
    const goes = [...path.keys()].filter((t) => input(t, 2) !== 0);
    return { cue: [input(0, 0), input(0, 1)] as const, goes, path, input };
  });
};

describe("target reaching", () => {
  test("is judged by every target after every delay", () => {
    expect(samplesOf()).toHaveLength(8 * REACH_DELAYS.length);
    const cases = new Set(samplesOf().map(({ cue, goes }) => `${cue} ${goes}`));
    expect(cases.size).toBe(8 * REACH_DELAYS.length);
  });

  test("shows the cue for two steps, and one go signal after the delay", () => {
    for (const { cue, goes, input } of samplesOf()) {
      expect([input(1, 0), input(1, 1)]).toEqual(cue);
      expect(Math.hypot(...cue)).toBeCloseTo(1, 6);
      for (let t = 2; t < 20; t++) expect([input(t, 0), input(t, 1)]).toEqual([0, 0]);
      expect(goes).toHaveLength(1);
      expect(REACH_DELAYS).toContain(goes[0] - 2);
    }
  });

  test("waits at the origin, moves on a straight line, and holds the target to the end", () => {
    for (const { cue, goes, path } of samplesOf()) {
      const distance = path.map(([x, y]) => Math.hypot(x, y));
      for (let t = 0; t <= goes[0]; t++) expect(distance[t]).toBe(0);
      for (let t = goes[0] + 1; t <= goes[0] + 6; t++) {
        expect(distance[t]).toBeGreaterThan(distance[t - 1]);
        const [x, y] = path[t];
        expect([x, y]).toBeNear([distance[t] * cue[0], distance[t] * cue[1]], { atol: 1e-5 });
      }
      expect(distance[goes[0] + 3]).toBeCloseTo(5, 5);
      for (let t = goes[0] + 6; t < 20; t++) expect(distance[t]).toBeCloseTo(10, 5);
    }
  });

  test("draws the same epoch from the same seed, with noise and without", () => {
    for (const noise of [0, 0.1]) {
      const epoch = (seed: number) => [...targetReaching({ noise }).epoch(makeRandom(seed))];
      expect(epoch(1)).toEqual(epoch(1));
      expect(epoch(1)).not.toEqual(epoch(2));
      expect(epoch(1)).toHaveLength(16);
    }
  });

  test("refuses a number of targets that cannot be", () => {
    expect(() => targetReaching({ targets: 0 })).toThrow(RangeError);
  });
});
