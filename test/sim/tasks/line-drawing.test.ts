import { describe, expect, test } from "vitest";
import { makeRandom } from "../../../sim/random.ts";
import { LINE_CUES, lineDrawing, lineEnd } from "../../../sim/tasks/sequence/line-drawing.ts";
import type { SequenceBatch } from "../../../sim/tasks/sequence/sequence-task.ts";

const valuesOf = ({ targets }: SequenceBatch) =>
  targets.kind === "values" ? targets.values : expect.unreachable("targets are classes");
const epochs = (seed: number, noise = 0) => [...lineDrawing({ noise }).epoch(makeRandom(seed))];

describe("line drawing", () => {
  test.each([
    [-3, -8.660254, 5],
    [-2, -8.660254, -5],
    [-1, 0, -10],
    [0, 0, 0],
    [1, 8.660254, -5],
    [2, 8.660254, 5],
    [3, 0, 10],
  ])("sends cue %i to (%f, %f)", (cue, x, y) => {
    expect(lineEnd(cue)).toBeNear([x, y], { atol: 1e-6 });
  });

  test("has 16 batches of 50 samples in an epoch, of 10 steps", () => {
    const batches = epochs(1);
    expect(batches).toHaveLength(16);
    for (const { batch, steps, inputs, inputWidth } of batches) {
      expect([batch, steps, inputWidth, inputs.length]).toEqual([50, 10, 1, 500]);
    }
  });

  test("shows every cue about equally often, at the first step and no later", () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 10; seed++) {
      for (const { inputs } of epochs(seed)) {
        for (const x of inputs.subarray(0, 50)) {
          const cue = Math.round(10 * x);
          expect(x).toBeCloseTo(0.1 * cue, 6);
          counts.set(cue, (counts.get(cue) ?? 0) + 1);
        }
        expect(inputs.subarray(50).every((x) => x === 0)).toBe(true);
      }
    }
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual([...LINE_CUES]);
    // Four standard deviations of a binomial with 8,000 draws and chance 1/7.
    for (const count of counts.values()) expect(Math.abs(count - 8000 / 7)).toBeLessThan(125);
  });

  test("asks for a straight line at even speed, from the origin to the end of its cue", () => {
    const [{ inputs, ...batch }] = epochs(3);
    const values = valuesOf({ inputs, ...batch });
    for (let sample = 0; sample < 50; sample++) {
      const [x, y] = lineEnd(Math.round(10 * inputs[sample]));
      for (let t = 0; t < 10; t++) {
        const at = 2 * (50 * t + sample);
        expect([values[at], values[at + 1]]).toBeNear([(x * t) / 9, (y * t) / 9], { atol: 1e-5 });
      }
    }
  });

  test("is judged by the seven cues, without noise, however noisy its training", () => {
    const { validation } = lineDrawing({ noise: 0.5 });
    expect(validation.batch).toBe(7);
    expect(validation.inputs.subarray(0, 7)).toBeNear([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3], {
      atol: 1e-7,
    });
    expect(validation.inputs.subarray(7).every((x) => x === 0)).toBe(true);
  });

  test("can be judged by 200 samples instead, the same in every run", () => {
    const { validation } = lineDrawing({ validation: "samples" });
    expect(validation.batch).toBe(200);
    expect(lineDrawing({ validation: "samples" }).validation).toEqual(validation);
  });

  test("adds noise of the given standard deviation after the cue, never to it", () => {
    const noisy = epochs(4, 0.1);
    const after = noisy.flatMap(({ inputs }) => [...inputs.subarray(50)]);
    const variance = after.reduce((sum, x) => sum + x * x, 0) / after.length;
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
    for (const { inputs } of noisy) {
      for (const x of inputs.subarray(0, 50)) expect(10 * x).toBeCloseTo(Math.round(10 * x), 5);
    }
  });

  test("draws the same epoch from the same seed, and others from another", () => {
    expect(epochs(5)).toEqual(epochs(5));
    expect(epochs(5)).not.toEqual(epochs(6));
  });
});
