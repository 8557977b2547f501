import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { pointOn, roundCorners } from "../../plant/plotter/rounded-path.ts";
import { stroke } from "./jobs.ts";

const tolerance = fc.constantFrom(1e-5, 1e-4, 1e-3);
const runs = { seed: 1, numRuns: 200 };

const end = (path: ReturnType<typeof roundCorners>, i: number, s: number): Float64Array => {
  const pen = new Float64Array(2);
  pointOn(pen, path, i, s);
  return pen;
};

describe("a rounded path", () => {
  test.prop([stroke, tolerance], runs)(
    "has no gaps, and turns only where the pen stops",
    (line, by) => {
      const path = roundCorners(line, by);
      for (let i = 0; i + 1 < path.count; i++) {
        const meets = Float64Array.of(path.x[i + 1], path.y[i + 1]);
        expect(end(path, i, path.length[i])).toBeNear(meets, { atol: 1e-9 });
        if (path.stop[i + 1]) continue;
        const turn = path.curvature[i] * path.length[i];
        const heading = Math.atan2(path.sin[i], path.cos[i]) + turn;
        expect(Math.cos(heading)).toBeCloseTo(path.cos[i + 1], 6);
        expect(Math.sin(heading)).toBeCloseTo(path.sin[i + 1], 6);
      }
    },
  );

  test.prop([stroke, tolerance], runs)("begins and ends with the line", (line, by) => {
    const path = roundCorners(line, by);
    if (path.count === 0) return;
    expect(end(path, 0, 0)).toBeNear(line.slice(0, 2), { atol: 1e-9 });
    const last = path.count - 1;
    expect(end(path, last, path.length[last])).toBeNear(line.slice(-2), { atol: 1e-8 });
  });

  test.prop([stroke, tolerance], runs)("passes corners as near as it has to", (line, by) => {
    const path = roundCorners(line, by);
    if (path.count === 0) return;
    for (let k = 0; k < line.length; k += 2) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < path.count; i++) {
        for (let part = 0; part <= 8; part++) {
          const pen = end(path, i, (part / 8) * path.length[i]);
          nearest = Math.min(nearest, Math.hypot(pen[0] - line[k], pen[1] - line[k + 1]));
        }
      }
      expect(nearest).toBeLessThanOrEqual(by * 1.05 + 1e-6);
    }
  });

  test("stops where the line turns back", () => {
    const path = roundCorners(Float64Array.of(0, 0, 0.001, 0, 0, 0), 1e-4);
    expect([...path.stop]).toEqual([1, 1, 1]);
    expect(path.length.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0.002, 9);
  });

  test("gives points on a circle its roundness back", () => {
    const circle = Float64Array.from({ length: 2 * 61 }, (_, i) => {
      const angle = (2 * Math.PI * (i >> 1)) / 60;
      return 0.01 * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });
    const path = roundCorners(circle, 1e-3);
    const arcs = [...path.curvature].filter((curvature) => curvature !== 0);
    for (const curvature of arcs) expect(1 / curvature).toBeCloseTo(0.01, 4);
  });

  test("of a dot has no pieces", () => {
    expect(roundCorners(Float64Array.of(1, 1, 1, 1), 1e-4).count).toBe(0);
  });
});

describe.for([20, 90, 150])("a corner of %d°", (degrees) => {
  test.prop([tolerance], { seed: 1, numRuns: 3 })("is passed at just the tolerance", (by) => {
    const turn = (degrees * Math.PI) / 180;
    const corner = [0.1, 0] as const;
    const line = Float64Array.of(0, 0, ...corner, 0.1 + 0.1 * Math.cos(turn), 0.1 * Math.sin(turn));
    const path = roundCorners(line, by);
    const arcs = [...path.curvature].flatMap((curvature, i) => (curvature === 0 ? [] : [i]));
    const distances = arcs.flatMap((i) =>
      Array.from({ length: 21 }, (_, part) => {
        const pen = end(path, i, (part / 20) * path.length[i]);
        return Math.hypot(pen[0] - corner[0], pen[1] - corner[1]);
      }),
    );
    expect(Math.min(...distances) / by).toBeCloseTo(1, 1);
  });
});
