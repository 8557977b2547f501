/**
 * Which muscles to excite for a torque: about, and at once.
 *
 *   u = c + Aᵀ λ,   A Aᵀ λ = τ − A c,   Aⱼᵢ = − rᵢⱼ F_max,i
 *
 * The excitations next to c, at which all muscles pull a little and stiffen the arm, that would make τ
 * at rest, at optimal lengths and without bounds.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { MuscleSet } from "./muscle-set.ts";
import { momentArms } from "./muscle-torque.ts";

const CONTRACTION = 0.1;

/** u [n] ← the excitations for `tau` [2] at joint angles `q` [≥ 2]. Real-time safe. */
export type Recruit = (u: Vec, tau: ReadonlyVec, q: ReadonlyVec) => void;

/** Owns its scratch memory. */
export function recruitment(set: MuscleSet): Recruit {
  const { count, force } = set;
  const r1 = new Float64Array(count);
  const r2 = new Float64Array(count);
  return (u, tau, q) => {
    momentArms(r1, r2, q, set);
    let [m11, m12, m22] = [0, 0, 0];
    let [missing1, missing2] = [tau[0], tau[1]];
    for (let i = 0; i < count; i++) {
      const a1 = -r1[i] * force[i];
      const a2 = -r2[i] * force[i];
      m11 += a1 * a1;
      m12 += a1 * a2;
      m22 += a2 * a2;
      missing1 -= a1 * CONTRACTION;
      missing2 -= a2 * CONTRACTION;
    }
    const det = m11 * m22 - m12 * m12;
    const lambda1 = (m22 * missing1 - m12 * missing2) / det;
    const lambda2 = (m11 * missing2 - m12 * missing1) / det;
    for (let i = 0; i < count; i++) {
      const sum = CONTRACTION - force[i] * (r1[i] * lambda1 + r2[i] * lambda2);
      u[i] = Math.min(1, Math.max(0, sum));
    }
  };
}
