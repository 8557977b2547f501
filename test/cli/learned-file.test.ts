import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadLearned, saveLearned } from "../../cli/plotter/learned-file.ts";
import { growServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import { plainCalibration } from "../../plant/plotter/calibration.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";

const calibrations = [
  plainCalibration(brachiograph.joints[0]),
  plainCalibration(brachiograph.joints[1]),
] as const;
const cerebellum = () => growServoCerebellum({ wiring: brachiograph, calibrations, drift: 1e-4 });
const path = () => join(mkdtempSync(join(tmpdir(), "purkinje-")), "plotter.json");

describe("what a plotter has learnt", () => {
  test("comes back from its file as it was", () => {
    const file = path();
    const taught = cerebellum();
    for (const [i, { weights, covariance }] of taught.cells.entries()) {
      weights.forEach((_, k) => {
        weights[k] = Math.sin(1 + k + 10 * i);
      });
      covariance[3] = 0.25;
    }
    saveLearned(file, taught);
    const other = cerebellum();
    expect(loadLearned(file, other)).toBe(true);
    for (const i of [0, 1]) {
      expect(other.cells[i].weights).toEqual(taught.cells[i].weights);
      expect(other.cells[i].covariance).toEqual(taught.cells[i].covariance);
    }
  });

  test("is nothing where there is no file yet", () => {
    expect(loadLearned(path(), cerebellum())).toBe(false);
  });

  test.each([
    ["not JSON", "no JSON"],
    ['{"format":"purkinje plotter weights","version":2,"joints":[]}', "version"],
    ["[]", "expected object"],
    [
      JSON.stringify({
        format: "purkinje plotter weights",
        version: 1,
        joints: [
          { weights: [1], covariance: [1] },
          { weights: [1], covariance: [1] },
        ],
      }),
      "1 weights for a joint instead of 9",
    ],
  ])("is refused when it is %s, with what to do", (text, why) => {
    const file = path();
    writeFileSync(file, text);
    expect(() => loadLearned(file, cerebellum())).toThrow(why);
    expect(() => loadLearned(file, cerebellum())).toThrow("Delete it to learn anew");
  });
});
