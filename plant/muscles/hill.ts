/**
 * The force of a Hill-type muscle on a rigid tendon: fibres that contract, beside a spring.
 *
 *   F = a f_l(l) f_v(v, s) + f_p(l)                        s = ¼ + ¾ a
 *
 *   f_l = exp(−(l − 1)² / γ)                               γ = 0.45
 *   f_p = (exp(k (l − 1) / ε) − 1) / (exp(k) − 1)          l > 1;   k = 5,  ε = 0.6
 *   f_v = max(0, s + v) / (s − v / A)                      v ≤ 0, shortening;   A = 0.25
 *         (s c + b (1 + c) v) / (s c + b v)                v > 0;   b = 2 + 2/A,  c = 0.4
 *
 * Thelen (2003), J Biomech Eng 125:70, whose speed as a function of force is solved for the force. F in
 * units of the largest isometric force, l of the optimal length, v of 10 optimal lengths a second:
 * at v = −s a muscle has no force left, and no stretching gives it more than 1 + c times what it holds.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";

const WIDTH = 0.45;
const PASSIVE_SHAPE = 5;
const PASSIVE_STRAIN = 0.6;
const CURVATURE = 0.25;
const STRETCH = 0.4;

const PASSIVE_RISE = PASSIVE_SHAPE / PASSIVE_STRAIN;
const PASSIVE_UNIT = Math.exp(PASSIVE_SHAPE) - 1;
const B = 2 + 2 / CURVATURE;

/** Optimal lengths that a muscle shortens by in a second, at most. */
export const SPEED_MAX = 10;

/** F [n] ← the forces of muscles at activations `a`, lengths `l` and speeds `v`. Real-time safe. */
export function hillForces(F: Vec, a: ReadonlyVec, l: ReadonlyVec, v: ReadonlyVec): void {
  for (let i = 0; i < F.length; i++) {
    const beyond = l[i] - 1;
    const s = 0.25 + 0.75 * a[i];
    const fv =
      v[i] <= 0
        ? Math.max(0, s + v[i]) / (s - v[i] / CURVATURE)
        : (s * STRETCH + B * (1 + STRETCH) * v[i]) / (s * STRETCH + B * v[i]);
    const passive = beyond > 0 ? (Math.exp(PASSIVE_RISE * beyond) - 1) / PASSIVE_UNIT : 0;
    F[i] = a[i] * Math.exp((-beyond * beyond) / WIDTH) * fv + passive;
  }
}

/** dFda, dFdl, dFdv [n] ← the slopes of the forces. */
export function hillSlopes(
  dFda: Vec,
  dFdl: Vec,
  dFdv: Vec,
  a: ReadonlyVec,
  l: ReadonlyVec,
  v: ReadonlyVec,
): void {
  for (let i = 0; i < dFda.length; i++) {
    const beyond = l[i] - 1;
    const fl = Math.exp((-beyond * beyond) / WIDTH);
    const s = 0.25 + 0.75 * a[i];
    let fv: number;
    let perSpeed: number;
    if (v[i] <= -s) {
      fv = 0;
      perSpeed = 0;
    } else if (v[i] <= 0) {
      const below = s - v[i] / CURVATURE;
      fv = (s + v[i]) / below;
      perSpeed = (1 + 1 / CURVATURE) / (below * below);
    } else {
      const below = s * STRETCH + B * v[i];
      fv = (s * STRETCH + B * (1 + STRETCH) * v[i]) / below;
      perSpeed = (B * STRETCH * STRETCH) / (below * below);
    }
    // f_v depends on v / s alone, so that s ∂f_v/∂s = −v ∂f_v/∂v.
    dFda[i] = fl * (fv - 0.75 * a[i] * v[i] * perSpeed);
    dFdv[i] = a[i] * fl * s * perSpeed;
    dFdl[i] = (-2 * beyond * a[i] * fl * fv) / WIDTH;
    if (beyond > 0) dFdl[i] += (PASSIVE_RISE * Math.exp(PASSIVE_RISE * beyond)) / PASSIVE_UNIT;
  }
}
