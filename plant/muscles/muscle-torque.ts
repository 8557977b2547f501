/**
 * From activations to joint torques and back.
 *
 *   rᵢⱼ = ∂Lᵢ/∂qⱼ = c₁ᵢⱼ + 2 c₂ᵢⱼ (qⱼ − pⱼ)        τⱼ = − Σᵢ rᵢⱼ Fᵢ
 *
 * L, the length of muscle and tendon, a polynomial of the joint angles (muscle-set.ts); r, the moment
 * arms [m]; F [N], pulling along L.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";
import { hillForces, hillSlopes, SPEED_MAX } from "./hill.ts";
import type { MuscleSet } from "./muscle-set.ts";

/** r1, r2 [n] ← the moment arms about shoulder and elbow at joint angles `q` [≥ 2]. */
export function momentArms(r1: Vec, r2: Vec, q: ReadonlyVec, set: MuscleSet): void {
  const { posture, shoulder1, shoulder2, elbow1, elbow2 } = set;
  for (let i = 0; i < set.count; i++) {
    r1[i] = shoulder1[i] + 2 * shoulder2[i] * (q[0] - posture[0]);
    r2[i] = elbow1[i] + 2 * elbow2[i] * (q[1] - posture[1]);
  }
}

export interface MuscleTorque {
  /** Of the last call of `at`: forces [N], [n]; borrowed. */
  readonly forces: Vec;
  /** *Adds* to torque [2] what the muscles do at activations `a` [n] and state `x` [4]. Real-time safe. */
  add(torque: Vec, a: ReadonlyVec, x: ReadonlyVec): void;
  /** From g = ∂L/∂τ [2] *adds* ∂L/∂a into da [n] and ∂L/∂x into dx [4]. */
  backward(da: Vec, dx: Vec, g: ReadonlyVec, a: ReadonlyVec, x: ReadonlyVec): void;
}

/** Owns its scratch memory. */
export function muscleTorque(set: MuscleSet): MuscleTorque {
  const { count, posture, shoulder1, shoulder2, elbow1, elbow2 } = set;
  const r1 = new Float64Array(count);
  const r2 = new Float64Array(count);
  const l = new Float64Array(count);
  const v = new Float64Array(count);
  const F = new Float64Array(count);
  const forces = new Float64Array(count);
  const dFda = new Float64Array(count);
  const dFdl = new Float64Array(count);
  const dFdv = new Float64Array(count);

  /** Moment arms, lengths and speeds at state `x`. */
  const stretch = (x: ReadonlyVec): void => {
    const q1 = x[0] - posture[0];
    const q2 = x[1] - posture[1];
    momentArms(r1, r2, x, set);
    for (let i = 0; i < count; i++) {
      l[i] =
        (set.length[i] +
          (shoulder1[i] + shoulder2[i] * q1) * q1 +
          (elbow1[i] + elbow2[i] * q2) * q2) /
        set.optimum[i];
      v[i] = (r1[i] * x[2] + r2[i] * x[3]) / (SPEED_MAX * set.optimum[i]);
    }
  };

  const pull = (a: ReadonlyVec): void => {
    hillForces(F, a, l, v);
    for (let i = 0; i < count; i++) forces[i] = set.force[i] * F[i];
  };

  return {
    forces,

    add(torque, a, x) {
      stretch(x);
      pull(a);
      for (let i = 0; i < count; i++) {
        torque[0] -= r1[i] * forces[i];
        torque[1] -= r2[i] * forces[i];
      }
    },

    backward(da, dx, g, a, x) {
      stretch(x);
      pull(a);
      hillSlopes(dFda, dFdl, dFdv, a, l, v);
      for (let i = 0; i < count; i++) {
        const perForce = -set.force[i] * (g[0] * r1[i] + g[1] * r2[i]);
        const perLength = (perForce * dFdl[i]) / set.optimum[i];
        const perSpeed = (perForce * dFdv[i]) / (SPEED_MAX * set.optimum[i]);
        da[i] += perForce * dFda[i];
        dx[0] += perLength * r1[i] + 2 * shoulder2[i] * (perSpeed * x[2] - g[0] * forces[i]);
        dx[1] += perLength * r2[i] + 2 * elbow2[i] * (perSpeed * x[3] - g[1] * forces[i]);
        dx[2] += perSpeed * r1[i];
        dx[3] += perSpeed * r2[i];
      }
    },
  };
}
