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

/**
 * x [4] ← the state `dt` seconds on, under a constant command, torques `tau` [2] unless there are muscles,
 * and the forces, if there are any.
 */
export type Integrator = (
  x: Vec,
  tau: ReadonlyVec,
  dt: number,
  arm: Arm,
  forces?: OuterForces,
) => void;

/** The torques at a state: `tau` itself where there are no forces; owns its scratch memory. */
function totalTorque() {
  const total = new Float64Array(2);
  return (x: ReadonlyVec, tau: ReadonlyVec, arm: Arm, forces?: OuterForces): ReadonlyVec => {
    if (forces === undefined) return tau;
    total[0] = tau[0];
    total[1] = tau[1];
    forces.addTorque(total, x, arm);
    return total;
  };
}

/** Fourth-order Runge–Kutta: error of order dt⁴. */
export function rungeKutta4(): Integrator {
  const k1 = new Float64Array(4);
  const k2 = new Float64Array(4);
  const k3 = new Float64Array(4);
  const k4 = new Float64Array(4);
  const probe = new Float64Array(4);
  const torqueAt = totalTorque();

  /** How far ahead to probe [s]: in an array, for a number might be boxed on its way. */
  const ahead = new Float64Array(1);

  const probeAlong = (x: ReadonlyVec, k: ReadonlyVec): void => {
    for (let i = 0; i < 4; i++) probe[i] = x[i] + ahead[0] * k[i];
  };

  return (x, tau, dt, arm, forces) => {
    derivative(k1, x, torqueAt(x, tau, arm, forces), arm);
    ahead[0] = dt / 2;
    probeAlong(x, k1);
    derivative(k2, probe, torqueAt(probe, tau, arm, forces), arm);
    probeAlong(x, k2);
    derivative(k3, probe, torqueAt(probe, tau, arm, forces), arm);
    ahead[0] = dt;
    probeAlong(x, k3);
    derivative(k4, probe, torqueAt(probe, tau, arm, forces), arm);
    for (let i = 0; i < 4; i++) x[i] += (dt / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  };
}

/** Semi-implicit Euler, velocities first: error of order dt, a quarter of the work, and it holds up. */
export function semiImplicitEuler(): Integrator {
  const k = new Float64Array(4);
  const torqueAt = totalTorque();
  return (x, tau, dt, arm, forces) => {
    derivative(k, x, torqueAt(x, tau, arm, forces), arm);
    x[2] += dt * k[2];
    x[3] += dt * k[3];
    x[0] += dt * x[2];
    x[1] += dt * x[3];
  };
}
