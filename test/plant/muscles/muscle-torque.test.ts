import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { kineticEnergy } from "../../../plant/arm/dynamics.ts";
import { rungeKutta4 } from "../../../plant/arm/integrators.ts";
import { makeMuscleSet } from "../../../plant/muscles/muscle-set.ts";
import { muscleTorque } from "../../../plant/muscles/muscle-torque.ts";
import { evenly } from "../../support/evenly.ts";
import { numericalGradient } from "../../support/gradient.ts";
import { free } from "../arms.ts";
import { arm, fibreLengths, muscles, published } from "./arm26.ts";

const states = fc.tuple(evenly(0, 2.3), evenly(0, 2.6), evenly(-6, 6), evenly(-6, 6));
const activations = fc
  .array(evenly(0.001, 1), { minLength: 6, maxLength: 6 })
  .map((values) => Float64Array.from(values));
const runs = { seed: 1, numRuns: 100 };

const torqueOf = (a: Float64Array, x: Float64Array): Float64Array => {
  const torque = new Float64Array(2);
  muscleTorque(muscles).add(torque, a, x);
  return torque;
};

describe("the muscles of arm26", () => {
  test("have the forces that are published, at rest, at their optimal lengths and all out", () => {
    const { add, forces } = muscleTorque(muscles);
    // No posture has all fibres at their optimum: one is looked for, for each muscle.
    published.force.forEach((force, i) => {
      const q = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        .flatMap((s) => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((e) => [0.25 * s, 0.28 * e]))
        .toSorted((a, b) => Math.abs(fibreLengths(a)[i] - 1) - Math.abs(fibreLengths(b)[i] - 1))[0];
      add(new Float64Array(2), new Float64Array(6).fill(1), Float64Array.from([...q, 0, 0]));
      expect(forces[i]).toBeGreaterThan(0.98 * force);
      expect(forces[i]).toBeLessThan(1.02 * force);
    });
  });

  test.prop([states, activations], runs)(
    "do no work that their shortening does not do: τ·q̇ = −F·L̇",
    (state, a) => {
      const x = Float64Array.from(state);
      const { add, forces } = muscleTorque(muscles);
      const torque = new Float64Array(2);
      add(torque, a, x);
      const h = 1e-6;
      const along = (side: number) =>
        fibreLengths([x[0] + side * h * x[2], x[1] + side * h * x[3]]);
      const [before, after] = [along(-1), along(1)];
      const lengthening = forces.reduce(
        (sum, force, i) => sum + (force * published.optimum[i] * (after[i] - before[i])) / (2 * h),
        0,
      );
      expect([torque[0] * x[2] + torque[1] * x[3]]).toBeNear([-lengthening], {
        atol: 1e-4,
        rtol: 1e-6,
      });
    },
  );

  test.prop([evenly(0, 2.3), evenly(0, 2.6)], runs)(
    "bend and stretch the joints that they cross, at every posture",
    (q1, q2) => {
      const signs = [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, 1],
        [-1, -1],
      ];
      const x = Float64Array.of(q1, q2, 0, 0);
      const limp = torqueOf(new Float64Array(6), x);
      signs.forEach((sign, i) => {
        const torque = torqueOf(new Float64Array(6).fill(1, i, i + 1), x);
        expect(torque.map((value, j) => Math.sign(value - limp[j]))).toEqual(
          Float64Array.from(sign),
        );
      });
    },
  );

  test.prop([states], { seed: 2, numRuns: 20 })(
    "are springs where they are not active: what the arm loses they keep, and no more",
    (start) => {
      const limp = free(arm);
      const { add } = muscleTorque(muscles);
      const none = new Float64Array(6);
      const springs = {
        addTorque: (torque: Float64Array, x: Float64Array) => add(torque, none, x),
      };
      const energy = (x: Float64Array): number =>
        kineticEnergy(x, limp) +
        fibreLengths(x).reduce((sum, l, i) => {
          const beyond = Math.max(0, l - 1);
          const rise = 5 / 0.6;
          const area = (Math.exp(rise * beyond) - 1) / rise - beyond;
          return sum + (published.force[i] * published.optimum[i] * area) / (Math.exp(5) - 1);
        }, 0);
      const x = Float64Array.from(start);
      const before = energy(x);
      const step = rungeKutta4();
      for (let i = 0; i < 500; i++) step(x, new Float64Array(2), 5e-4, limp, springs);
      expect([energy(x)]).toBeNear([before], { rtol: 1e-5, atol: 1e-9 });
    },
  );

  test.prop([states, activations, evenly(-2, 2), evenly(-2, 2)], runs)(
    "are walked back as finite differences are, and gradients are added",
    (state, a, g1, g2) => {
      const x = Float64Array.from(state);
      const g = Float64Array.of(g1, g2);
      const loss = () => {
        const torque = torqueOf(a, x);
        return g1 * torque[0] + g2 * torque[1];
      };
      const da = new Float64Array(6).fill(1);
      const dx = new Float64Array(4).fill(-1);
      muscleTorque(muscles).backward(da, dx, g, a, x);
      // Differences are wrong where a muscle has just stopped to shorten, to pull or to be slack.
      const tolerance = { atol: 1e-3, rtol: 1e-3 };
      expect(da.map((value) => value - 1)).toBeNear(numericalGradient(loss, a), tolerance);
      expect(dx.map((value) => value + 1)).toBeNear(numericalGradient(loss, x), tolerance);
    },
  );
});

test.each(["force", "optimum", "tendon"] as const)(
  "a muscle whose %s is not positive is refused by name",
  (quantity) => {
    const path = { length: 0.2, shoulder: [0, 0], elbow: [0, 0] } as const;
    const muscle = { name: "odd", force: 1, optimum: 0.1, tendon: 0.1, path, [quantity]: 0 };
    expect(() => makeMuscleSet({ posture: [0, 0], muscles: [muscle] })).toThrow(
      `odd.${quantity} must be positive, found 0`,
    );
  },
);
