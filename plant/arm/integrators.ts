/**
 * Two ways to let time pass for an arm. Both own their scratch memory and allocate nothing in a step.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { Arm } from "./arm.ts";
import { derivative } from "./dynamics.ts";

/** Forces from outside, which may depend on the state. */
export interface OuterForces {
  /** Adds to `torque` [2] what they do to the joints at `state` [4]. Real-time safe. */
  addTorque(torque: Vec, state: ReadonlyVec, arm: Arm): void;
}

/** x [4] ← the state `dt` seconds on, under constant torques `tau` [2] and the forces, if there are any. */
export type Integrator = (
  x: Vec,
  tau: ReadonlyVec,
  dt: number,
  arm: Arm,
  forces?: OuterForces,
) => void;

/** dx [4] ← the derivative at `x` under `tau` and the forces; owns its scratch memory. */
function forcedDerivative() {
  const total = new Float64Array(2);
  return (dx: Vec, x: ReadonlyVec, tau: ReadonlyVec, arm: Arm, forces?: OuterForces): void => {
    if (forces === undefined) return derivative(dx, x, tau, arm);
    total[0] = tau[0];
    total[1] = tau[1];
    forces.addTorque(total, x, arm);
    derivative(dx, x, total, arm);
  };
}

/** Fourth-order Runge–Kutta: error of order dt⁴. */
export function rungeKutta4(): Integrator {
  const k1 = new Float64Array(4);
  const k2 = new Float64Array(4);
  const k3 = new Float64Array(4);
  const k4 = new Float64Array(4);
  const probe = new Float64Array(4);
  const slope = forcedDerivative();

  const probeAt = (x: ReadonlyVec, h: number, k: ReadonlyVec): Vec => {
    for (let i = 0; i < 4; i++) probe[i] = x[i] + h * k[i];
    return probe;
  };

  return (x, tau, dt, arm, forces) => {
    slope(k1, x, tau, arm, forces);
    slope(k2, probeAt(x, dt / 2, k1), tau, arm, forces);
    slope(k3, probeAt(x, dt / 2, k2), tau, arm, forces);
    slope(k4, probeAt(x, dt, k3), tau, arm, forces);
    for (let i = 0; i < 4; i++) x[i] += (dt / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  };
}

/** Semi-implicit Euler, velocities first: error of order dt, a quarter of the work, and it holds up. */
export function semiImplicitEuler(): Integrator {
  const k = new Float64Array(4);
  const slope = forcedDerivative();
  return (x, tau, dt, arm, forces) => {
    slope(k, x, tau, arm, forces);
    x[2] += dt * k[2];
    x[3] += dt * k[3];
    x[0] += dt * x[2];
    x[1] += dt * x[3];
  };
}
