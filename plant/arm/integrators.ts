/**
 * Two ways to let time pass for an arm. Both own their scratch memory and allocate nothing in a step.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { Arm } from "./arm.ts";
import { derivative } from "./dynamics.ts";

/** x [4] ← the state `dt` seconds on, under constant torques `tau` [2]. */
export type Integrator = (x: Vec, tau: ReadonlyVec, dt: number, arm: Arm) => void;

/** Fourth-order Runge–Kutta: error of order dt⁴. */
export function rungeKutta4(): Integrator {
  const k1 = new Float64Array(4);
  const k2 = new Float64Array(4);
  const k3 = new Float64Array(4);
  const k4 = new Float64Array(4);
  const probe = new Float64Array(4);

  const probeAt = (x: ReadonlyVec, h: number, k: ReadonlyVec): Vec => {
    for (let i = 0; i < 4; i++) probe[i] = x[i] + h * k[i];
    return probe;
  };

  return (x, tau, dt, arm) => {
    derivative(k1, x, tau, arm);
    derivative(k2, probeAt(x, dt / 2, k1), tau, arm);
    derivative(k3, probeAt(x, dt / 2, k2), tau, arm);
    derivative(k4, probeAt(x, dt, k3), tau, arm);
    for (let i = 0; i < 4; i++) x[i] += (dt / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  };
}

/** Semi-implicit Euler, velocities first: error of order dt, a quarter of the work, and it holds up. */
export function semiImplicitEuler(): Integrator {
  const k = new Float64Array(4);
  return (x, tau, dt, arm) => {
    derivative(k, x, tau, arm);
    x[2] += dt * k[2];
    x[3] += dt * k[3];
    x[0] += dt * x[2];
    x[1] += dt * x[3];
  };
}
