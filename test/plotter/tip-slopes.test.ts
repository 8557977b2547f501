import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { lengthsOf, withLengths } from "../../plant/plotter/linkage-lengths.ts";
import { machineNames, penArmOf, planOf } from "../../plant/plotter/machines.ts";
import { tipSlopes } from "../../plant/plotter/tip-slopes.ts";

const place = fc.double({ min: -0.25, max: 0.25, noNaN: true });
const runs = { seed: 1, numRuns: 200 };
const STEP = 1e-6;

describe.for(machineNames)("%s", (name) => {
  const plan = planOf(name);
  // Not symmetrical, so that nothing cancels.
  const lengths = lengthsOf(plan).map((length, k) => length + 1e-3 * Math.sin(k + 1));
  const linkage = withLengths(plan, lengths);
  const arm = penArmOf(linkage);
  const columns = lengths.length + 2;

  test.prop([place, place], runs)("slopes agree with finite differences", (x, y) => {
    const q = new Float64Array(2);
    if (!arm.inverse(q, x, y)) return;
    const slopes = new Float64Array(2 * columns);
    expect(tipSlopes(linkage)(slopes, q)).toBe(true);
    for (let k = 0; k < columns; k++) {
      const [ahead, behind] = [STEP, -STEP].map((step) => {
        const tip = new Float64Array(2);
        const changed = lengths.map((length, i) => (i === k ? length + step : length));
        const turned = q.map((angle, i) => (i === k - lengths.length ? angle + step : angle));
        penArmOf(withLengths(linkage, changed)).forward(tip, turned);
        return tip;
      });
      for (const axis of [0, 1]) {
        const found = (ahead[axis] - behind[axis]) / (2 * STEP);
        expect([slopes[2 * k + axis]]).toBeNear([found], { atol: 1e-7 });
      }
    }
  });

  test.prop([place, place], runs)("a linkage whose lengths all grow is a larger one", (x, y) => {
    const q = new Float64Array(2);
    if (!arm.inverse(q, x, y)) return;
    const slopes = new Float64Array(2 * columns);
    tipSlopes(linkage)(slopes, q);
    // Euler: the tip is homogeneous of degree one in the lengths.
    for (const [axis, at] of [x, y].entries()) {
      const sum = lengths.reduce((s, length, k) => s + length * slopes[2 * k + axis], 0);
      expect([sum]).toBeNear([at], { atol: 1e-12 });
    }
  });
});
