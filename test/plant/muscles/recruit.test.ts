import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { recruitment } from "../../../plant/muscles/recruit.ts";
import { evenly } from "../../support/evenly.ts";
import { fibreLengths, muscles, published } from "./arm26.ts";

const postures = fc.tuple(evenly(0.2, 2), evenly(0.3, 2.4));

function recruited(tau: readonly number[], q: readonly number[]): Float64Array {
  const u = new Float64Array(6);
  recruitment(muscles)(u, Float64Array.from(tau), Float64Array.from(q));
  return u;
}

describe("recruitment", () => {
  test.prop([postures, evenly(-1, 1), evenly(-1, 1)], { seed: 1, numRuns: 100 })(
    "finds excitations that make the torque, if every muscle gives what it can at best",
    ([q1, q2], shoulder, elbow) => {
      const u = recruited([shoulder, elbow], [q1, q2]);
      fc.pre(u.every((value) => value > 0 && value < 1));
      const h = 1e-5;
      const shift = (d1: number, d2: number) => fibreLengths([q1 + d1 * h, q2 + d2 * h]);
      const torque = (up: number[], down: number[]): number =>
        u.reduce((sum, value, i) => {
          const arm = (published.optimum[i] * (up[i] - down[i])) / (2 * h);
          return sum - arm * published.force[i] * value;
        }, 0);
      expect([torque(shift(1, 0), shift(-1, 0)), torque(shift(0, 1), shift(0, -1))]).toBeNear(
        [shoulder, elbow],
        { atol: 1e-4 },
      );
    },
  );

  test.prop([postures, evenly(-50, 50), evenly(-50, 50)], { seed: 2, numRuns: 100 })(
    "asks of no muscle more than it has, and of none to push",
    (q, shoulder, elbow) => {
      for (const value of recruited([shoulder, elbow], q)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    },
  );
});
