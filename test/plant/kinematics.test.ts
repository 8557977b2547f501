import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import { forwardKinematics, inverseKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import { evenly } from "../support/evenly.ts";
import { arms, unstopped } from "./arms.ts";

const angle = evenly(-3, 3);
const speed = evenly(-8, 8);
const direction = evenly(-Math.PI, Math.PI);
const runs = { seed: 2, numRuns: 60 };

describe.each(arms)("the arm $name", (arm) => {
  const handAt = (q: ArrayLike<number>): Float64Array => {
    const hand = new Float64Array(2);
    forwardKinematics(hand, Float64Array.from(q), arm);
    return hand;
  };
  const postureFor = (x: number, y: number): Float64Array => {
    const q = new Float64Array(2);
    inverseKinematics(q, x, y, arm);
    return q;
  };
  const nearest = Math.abs(arm.l1 - arm.l2);
  const farthest = arm.l1 + arm.l2;

  test.prop([evenly(0.001, 0.999), direction], runs)(
    "puts its hand where inverse kinematics was asked to",
    (part, phi) => {
      const r = nearest + part * (farthest - nearest);
      const point = [r * Math.cos(phi), r * Math.sin(phi)] as const;
      const q = postureFor(...point);
      expect(handAt(q)).toBeNear(point, { atol: 1e-9 });
      expect(q[1]).toBeGreaterThanOrEqual(0);
    },
  );

  test.prop([angle, evenly(0.01, 3.1)], runs)(
    "is given back its posture for the place of its hand",
    (q1, q2) => {
      const hand = handAt([q1, q2]);
      const q = postureFor(hand[0], hand[1]);
      const turns = (q[0] - q1) / (2 * Math.PI);
      expect([turns - Math.round(turns), q[1]]).toBeNear([0, q2], { atol: 1e-7 });
    },
  );

  test.prop([evenly(1.01, 5), direction], runs)(
    "stretches towards a point out of reach",
    (times, phi) => {
      const far = times * farthest;
      const q = postureFor(far * Math.cos(phi), far * Math.sin(phi));
      expect(handAt(q)).toBeNear([farthest * Math.cos(phi), farthest * Math.sin(phi)], {
        atol: 1e-9,
      });
    },
  );

  test.prop([evenly(0.05, 0.95), direction], runs)(
    "folds up towards a point too near",
    (part, phi) => {
      const r = part * nearest;
      const point = [r * Math.cos(phi), r * Math.sin(phi)] as const;
      const hand = handAt(postureFor(...point));
      const gap = Math.hypot(hand[0] - point[0], hand[1] - point[1]);
      // Folded, the hand lies on the circle |l₁ − l₂|; whichever of the two ends faces the point.
      expect(Math.hypot(...hand)).toBeCloseTo(nearest, 9);
      expect(gap).toBeLessThanOrEqual(nearest - r + 1e-9);
    },
  );

  test.prop([angle, angle], runs)("has the Jacobian that finite differences give", (q1, q2) => {
    const J = new Float64Array(4);
    jacobian(J, Float64Array.of(q1, q2), arm);
    const h = Math.cbrt(Number.EPSILON);
    const columns = [
      [h, 0],
      [0, h],
    ].map(([d1, d2]) => {
      const above = handAt([q1 + d1, q2 + d2]);
      const below = handAt([q1 - d1, q2 - d2]);
      return above.map((value, i) => (value - below[i]) / (2 * h));
    });
    expect(J).toBeNear([columns[0][0], columns[1][0], columns[0][1], columns[1][1]], {
      atol: 1e-9,
    });
  });

  test.prop([angle, angle, speed, speed], runs)("moves its hand at J q̇", (q1, q2, v1, v2) => {
    const J = new Float64Array(4);
    jacobian(J, Float64Array.of(q1, q2), arm);
    const h = 1e-6;
    const step = rungeKutta4();
    const [before, after] = [-h, h].map((dt) => {
      const x = Float64Array.of(q1, q2, v1, v2);
      step(x, new Float64Array(2), dt, unstopped(arm));
      return handAt(x);
    });
    const moved = after.map((value, i) => (value - before[i]) / (2 * h));
    expect(moved).toBeNear([J[0] * v1 + J[1] * v2, J[2] * v1 + J[3] * v2], { atol: 1e-6 });
  });
});
