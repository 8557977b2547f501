import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { derivative, kineticEnergy } from "../../plant/arm/dynamics.ts";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { evenly } from "../support/evenly.ts";
import { arms, free, published, unstopped } from "./arms.ts";

const within = (size: number) => evenly(-size, size);
const states = fc.tuple(within(3), within(3), within(8), within(8));
const torques = fc.tuple(within(5), within(4));
const runs = { seed: 1, numRuns: 40 };

const accelerate = (arm: (typeof arms)[number], x: readonly number[], tau: readonly number[]) => {
  const dx = new Float64Array(4);
  derivative(dx, Float64Array.from(x), Float64Array.from(tau), arm);
  return dx;
};

describe.each(arms)("the arm $name", (arm) => {
  test.prop([states], { seed: 1, numRuns: 15 })(
    "keeps its energy while nothing acts on it",
    (start) => {
      const x = Float64Array.from(start);
      const limp = new Float64Array(2);
      const step = rungeKutta4();
      const before = kineticEnergy(x, arm);
      for (let i = 0; i < 1000; i++) step(x, limp, 1e-3, free(arm));
      expect([kineticEnergy(x, arm)]).toBeNear([before], { rtol: 1e-5, atol: 1e-12 });
    },
  );

  test.prop([states, torques], runs)(
    "gains energy by what its torques do and loses it by friction, instant by instant",
    (x, tau) => {
      const rubbed = unstopped(presetArm(arm.name as keyof typeof published, 2));
      const dx = accelerate(rubbed, x, tau);
      const h = 1e-6;
      const at = (side: number) =>
        kineticEnergy(
          dx.map((slope, i) => x[i] + side * h * slope),
          arm,
        );
      const rate = (at(1) - at(-1)) / (2 * h);
      const [, , v1, v2] = x;
      const lost =
        rubbed.b11 * v1 * v1 + (rubbed.b12 + rubbed.b21) * v1 * v2 + rubbed.b22 * v2 * v2;
      const given = tau[0] * v1 + tau[1] * v2;
      expect(lost).toBeGreaterThanOrEqual(0);
      expect([rate]).toBeNear([given - lost], { atol: 1e-5, rtol: 1e-6 });
    },
  );

  test.prop([within(Math.PI), within(1), within(1)], runs)(
    "has positive energy whenever it moves: its mass matrix is positive definite",
    (q2, v1, v2) => {
      const energy = kineticEnergy(Float64Array.of(0, q2, v1, v2), arm);
      expect(energy).toBeGreaterThanOrEqual(1e-3 * (v1 * v1 + v2 * v2));
    },
  );

  test.prop([states, torques], runs)("moves in a mirror as its mirror image does", (x, tau) => {
    const mirrored = accelerate(
      unstopped(arm),
      x.map((value) => -value),
      tau.map((value) => -value),
    );
    const plain = accelerate(unstopped(arm), x, tau);
    expect(mirrored).toBeNear(
      plain.map((value) => -value),
      { atol: 1e-9 },
    );
  });

  test.prop([states, torques, within(3)], runs)(
    "does not care which way it is turned as a whole",
    ([q1, ...rest], tau, turn) => {
      const here = accelerate(unstopped(arm), [q1, ...rest], tau);
      const there = accelerate(unstopped(arm), [q1 + turn, ...rest], tau);
      expect(there).toBeNear(here, { atol: 1e-12 });
    },
  );

  test.prop([states, torques], runs)("obeys Lagrange's equations for its two bodies", (x, tau) => {
    const a = accelerate(unstopped(arm), x, tau).subarray(2);
    const { b11, b12, b21, b22 } = arm;
    const friction = [b11 * x[2] + b12 * x[3], b21 * x[2] + b22 * x[3]];
    const net = generalisedForce(arm.name as keyof typeof published, x, a);
    expect(net).toBeNear([tau[0] - friction[0], tau[1] - friction[1]], {
      atol: 1e-5,
      rtol: 1e-5,
    });
  });
});

/**
 * d/dt ∂T/∂q̇ − ∂T/∂q, with T from the velocities of the two centres of mass and no mass matrix. T is a
 * quadratic form in q̇, so differences of size one are exact in q̇.
 */
function generalisedForce(
  name: keyof typeof published,
  x: readonly number[],
  a: ArrayLike<number>,
): number[] {
  const { l, m, c, I, joint } = published[name];
  const about = I.map((inertia, i) => (joint ? inertia - m[i] * c[i] * c[i] : inertia));
  const energy = (q1: number, q2: number, v1: number, v2: number): number => {
    const turned = v1 + v2;
    const x1 = -c[0] * Math.sin(q1) * v1;
    const y1 = c[0] * Math.cos(q1) * v1;
    const x2 = -l[0] * Math.sin(q1) * v1 - c[1] * Math.sin(q1 + q2) * turned;
    const y2 = l[0] * Math.cos(q1) * v1 + c[1] * Math.cos(q1 + q2) * turned;
    return (
      0.5 * m[0] * (x1 * x1 + y1 * y1) +
      0.5 * m[1] * (x2 * x2 + y2 * y2) +
      0.5 * about[0] * v1 * v1 +
      0.5 * about[1] * turned * turned
    );
  };
  const shifted = (at: readonly number[], i: number, by: number) =>
    at.map((value, k) => (k === i ? value + by : value));
  const T = (at: readonly number[]) => energy(at[0], at[1], at[2], at[3]);
  const momentum = (at: readonly number[], i: number) =>
    (T(shifted(at, 2 + i, 1)) - T(shifted(at, 2 + i, -1))) / 2;
  const h = 1e-5;
  return [0, 1].map((i) => {
    let force = -(T(shifted(x, i, h)) - T(shifted(x, i, -h))) / (2 * h);
    for (const j of [0, 1]) {
      const perSpeed = momentum(shifted(x, 2 + j, 0.5), i) - momentum(shifted(x, 2 + j, -0.5), i);
      const perAngle = (momentum(shifted(x, j, h), i) - momentum(shifted(x, j, -h), i)) / (2 * h);
      force += perSpeed * a[j] + perAngle * x[2 + j];
    }
    return force;
  });
}
