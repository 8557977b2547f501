/**
 * The smoothest way from a state of motion to rest at a point: the fifth-order polynomial that
 * minimises ∫ jerk² (Flash & Hogan 1985), from any position, velocity and acceleration, so that a
 * target may jump while the hand is under way.
 *
 *   p(s) = p₀ + c₁ s + c₂ s² + c₃ s³ + c₄ s⁴ + c₅ s⁵        s = t / T in 0…1
 */
import type { ReadonlyVec, Vec } from "../vec.ts";

/** Coefficients c₀…c₅ of one coordinate take this many numbers. */
export const COEFFICIENTS = 6;

/**
 * c [6] ← the polynomial from (p [m], v [m/s], a [m/s²]) at s = 0 to rest at `end` at s = 1, lasting
 * `duration` seconds.
 */
export function planMinimumJerk(
  c: Vec,
  p: number,
  v: number,
  a: number,
  end: number,
  duration: number,
): void {
  const v0 = v * duration;
  const a0 = (a * duration * duration) / 2;
  const d = end - p;
  c[0] = p;
  c[1] = v0;
  c[2] = a0;
  c[3] = 10 * d - 6 * v0 - 3 * a0;
  c[4] = -15 * d + 8 * v0 + 3 * a0;
  c[5] = 6 * d - 3 * v0 - a0;
}

/** Position on the polynomial at s in 0…1. */
export const positionAt = (c: ReadonlyVec, s: number): number =>
  c[0] + s * (c[1] + s * (c[2] + s * (c[3] + s * (c[4] + s * c[5]))));

/** dp/ds; divide by the duration for a velocity. */
export const slopeAt = (c: ReadonlyVec, s: number): number =>
  c[1] + s * (2 * c[2] + s * (3 * c[3] + s * (4 * c[4] + s * 5 * c[5])));

/** d²p/ds²; divide by the duration squared for an acceleration. */
export const bendAt = (c: ReadonlyVec, s: number): number =>
  2 * c[2] + s * (6 * c[3] + s * (12 * c[4] + s * 20 * c[5]));

/**
 * How long a reach over `distance` [m] takes [s]: 0.6 s for 10 cm, growing with the root, as people's
 * reaches of self-chosen speed roughly do; never under 0.4 s.
 */
export const reachDuration = (distance: number): number =>
  Math.max(0.4, 0.6 * Math.sqrt(distance / 0.1));
