/**
 * Where the joints of a planar two-link arm put its hand, and back.
 *
 * The shoulder is at the origin; x to the right, y away from the body [m]. q₁ is the angle of the
 * upper arm from the x-axis, q₂ that of the forearm relative to the upper arm [rad], 0 when straight.
 *
 *   x = l₁ cos q₁ + l₂ cos(q₁ + q₂)        y = l₁ sin q₁ + l₂ sin(q₁ + q₂)
 */
import type { ReadonlyVec, Vec } from "../vec.ts";

export interface Lengths {
  /** Upper arm [m]. */
  readonly l1: number;
  /** Forearm, to the tip of the hand [m]. */
  readonly l2: number;
}

/** hand [2] ← the hand's position at joint angles `q` [≥ 2]. */
export function forwardKinematics(hand: Vec, q: ReadonlyVec, { l1, l2 }: Lengths): void {
  const q1 = q[0];
  const q12 = q1 + q[1];
  hand[0] = l1 * Math.cos(q1) + l2 * Math.cos(q12);
  hand[1] = l1 * Math.sin(q1) + l2 * Math.sin(q12);
}

/**
 * q [≥ 2] ← the joint angles that put the hand at (x, y), elbow bent to the right-handed side
 * (q₂ ≥ 0). A point out of reach gives the nearest posture, straight or folded, in its direction.
 */
export function inverseKinematics(q: Vec, x: number, y: number, { l1, l2 }: Lengths): void {
  const cos2 = (x * x + y * y - l1 * l1 - l2 * l2) / (2 * l1 * l2);
  const q2 = Math.acos(Math.min(1, Math.max(-1, cos2)));
  q[0] = Math.atan2(y, x) - Math.atan2(l2 * Math.sin(q2), l1 + l2 * Math.cos(q2));
  q[1] = q2;
}

/** J [2 × 2] ← ∂hand/∂q at joint angles `q`. */
export function jacobian(J: Vec, q: ReadonlyVec, { l1, l2 }: Lengths): void {
  const q1 = q[0];
  const q12 = q1 + q[1];
  const ax = -l1 * Math.sin(q1);
  const ay = l1 * Math.cos(q1);
  const bx = -l2 * Math.sin(q12);
  const by = l2 * Math.cos(q12);
  J[0] = ax + bx;
  J[1] = bx;
  J[2] = ay + by;
  J[3] = by;
}
