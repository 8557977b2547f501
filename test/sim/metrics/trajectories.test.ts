import { describe, expect, test } from "vitest";
import { certainty } from "../../../sim/metrics/certainty.ts";
import { roughness, roughnessScore } from "../../../sim/metrics/roughness.ts";
import { lineDrawing } from "../../../sim/tasks/sequence/line-drawing.ts";

describe("roughness", () => {
  test("is 0 for straight lines at even speed, the targets of line drawing among them", () => {
    const { targets, steps, batch } = lineDrawing().validation;
    if (targets.kind !== "values") return expect.unreachable("targets are classes");
    expect(roughness({ values: targets.values, steps, batch, width: 2 })).toBeCloseTo(0, 10);
  });

  test("is the squared bend, averaged over steps and samples and summed over dimensions", () => {
    // One sample, x: 0 1 4 9 16 has second differences 2 2 2; y: 0 0 3 0 0 has 3 −6 3.
    const one = [0, 0, 1, 0, 4, 3, 9, 0, 16, 0];
    expect(roughness({ values: one, steps: 5, batch: 1, width: 2 })).toBe((12 + 54) / 3);
    // Beside it a sample that does not move.
    const two = Array.from({ length: 20 }, (_, k) => (k % 4 < 2 ? one[2 * (k >> 2) + (k % 4)] : 7));
    expect(roughness({ values: two, steps: 5, batch: 2, width: 2 })).toBe((12 + 54) / 6);
  });

  test("is told beside the target's", () => {
    const shape = { steps: 4, batch: 1, width: 1 };
    const score = roughnessScore({ ...shape, values: [0, 2, 0, 2] }, [0, 0, 1, 1]);
    expect(score).toEqual({ roughness: 16, target: 1, excess: 15, ratio: 16 });
    const straight = roughnessScore({ ...shape, values: [0, 2, 0, 2] }, [0, 1, 2, 3]);
    expect(straight).toMatchObject({ target: 0, excess: 16, ratio: Number.POSITIVE_INFINITY });
  });

  test("needs three steps, and as many values as it is told", () => {
    expect(() => roughness({ values: [1, 2], steps: 2, batch: 1, width: 1 })).toThrow(RangeError);
    expect(() => roughness({ values: [1, 2], steps: 3, batch: 1, width: 1 })).toThrow(RangeError);
  });
});

describe("certainty", () => {
  test("is the mean largest chance of the rows that have an answer", () => {
    const logits = [Math.log(3), 0, 0, Math.log(9), 50, -50];
    const found = certainty(logits, [0, 0, -1], 2);
    expect(found.certainty).toBeCloseTo((0.75 + 0.9) / 2, 12);
    expect(found.uncertainty).toBeCloseTo(1 - (0.75 + 0.9) / 2, 12);
    expect(found).toMatchObject({ accuracy: 0.5, rows: 2 });
    expect(found.crossEntropy).toBeCloseTo(-(Math.log(0.75) + Math.log(0.1)) / 2, 12);
  });

  test("survives logits that are large", () => {
    expect(certainty([1000, 999], [1], 2)).toMatchObject({
      certainty: expect.closeTo(1 / (1 + Math.exp(-1)), 12),
      crossEntropy: expect.closeTo(1 + Math.log(1 + Math.exp(-1)), 12),
    });
  });

  test("has nothing to say where nothing is asked", () => {
    expect(certainty([1, 2], [-1], 2)).toMatchObject({ rows: 0, certainty: Number.NaN });
  });

  test("needs as many logits as labels", () => {
    expect(() => certainty([1, 2, 3], [0], 2)).toThrow(RangeError);
  });
});
