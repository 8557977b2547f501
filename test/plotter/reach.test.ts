import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { machineNames, makeMachine } from "../../plant/plotter/machines.ts";
import { reachOf } from "../../plant/plotter/reach.ts";

const size = fc.double({ min: 0.01, max: 0.3, noNaN: true });
const runs = { seed: 1, numRuns: 15 };

describe.for(machineNames)("the reach of a %s", (name) => {
  const arm = makeMachine(name);
  const reach = reachOf(arm);
  const q = new Float64Array(2);

  test.prop([size, size, fc.double({ min: 0, max: 0.01, noNaN: true })], runs)(
    "the largest rectangle can be reached, with its border, at every point",
    (width, height, border) => {
      const largest = reach.largest(width, height, { border });
      if (!largest) return;
      expect(largest.width / largest.height).toBeCloseTo(width / height, 9);
      for (let i = 0; i <= 40; i++) {
        for (let j = 0; j <= 40; j++) {
          const x = largest.x - border + (i / 40) * (largest.width + 2 * border);
          const y = largest.y - border + (j / 40) * (largest.height + 2 * border);
          expect(arm.inverse(q, x, y)).toBe(true);
          expect(y).toBeGreaterThanOrEqual(arm.paperFrom - 1e-9);
        }
      }
    },
  );

  test.prop([size, size], runs)("no rectangle of that shape is 4 % larger", (width, height) => {
    const largest = reach.largest(width, height);
    if (!largest || Math.min(largest.width, largest.height) < 0.02) return;
    const larger = { width: 1.04 * largest.width + 0.004, height: 1.04 * largest.height + 0.004 };
    for (let x = -arm.span; x < arm.span; x += 0.002) {
      for (let y = 0; y < arm.span; y += 0.002) {
        expect(reach.holds({ x, y, ...larger })).toBe(false);
      }
    }
  });

  test("a rectangle on paper stays on the paper", () => {
    const paper = { x: -0.03, y: 0.06, width: 0.05, height: 0.04 };
    const largest = reach.largest(1, 1, { within: paper });
    expect(largest?.width).toBeCloseTo(0.04, 3);
    expect(largest?.y).toBeCloseTo(0.06, 3);
  });

  test("there is no rectangle on paper that is out of reach", () => {
    const paper = { x: 1, y: 1, width: 0.1, height: 0.1 };
    expect(reach.largest(1, 1, { within: paper })).toBeUndefined();
    expect(reach.holds(paper)).toBe(false);
  });
});
