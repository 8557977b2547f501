/**
 * How activation follows excitation: calcium comes faster than it goes.
 *
 *   ȧ = (u − a) / τ        τ = τ↑ (½ + 3⁄2 a) where u > a,   τ↓ / (½ + 3⁄2 a) where not
 *
 * Thelen (2003), J Biomech Eng 125:70; u and a in a₀…1, times in s.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";

const RISE = 0.015;
const FALL = 0.05;

/** No muscle is ever less active than this, a₀. */
export const ACTIVATION_MIN = 0.001;

/** An excitation as a muscle takes it. */
const admissible = (u: number): number => Math.min(1, Math.max(ACTIVATION_MIN, u));

/** rate [n] ← ȧ at activations `a` [n] under excitations `u` [n], which may be anything. */
export function activationRates(rate: Vec, a: ReadonlyVec, u: ReadonlyVec): void {
  for (let i = 0; i < rate.length; i++) {
    const gap = admissible(u[i]) - a[i];
    const bend = 0.5 + 1.5 * a[i];
    rate[i] = gap > 0 ? gap / (RISE * bend) : (gap * bend) / FALL;
  }
}

/**
 * The way back: from g = ∂L/∂ȧ [n] *adds* ∂L/∂a into da [n] and ∂L/∂u into du [n]; no more comes of an
 * excitation beyond what a muscle takes.
 */
export function activationBackward(
  da: Vec,
  du: Vec,
  g: ReadonlyVec,
  a: ReadonlyVec,
  u: ReadonlyVec,
): void {
  for (let i = 0; i < g.length; i++) {
    const gap = admissible(u[i]) - a[i];
    const bend = 0.5 + 1.5 * a[i];
    const slope = gap > 0 ? 1 / (RISE * bend) : bend / FALL;
    da[i] += g[i] * (gap > 0 ? -slope * (1 + (1.5 * gap) / bend) : (1.5 * gap - bend) / FALL);
    if (u[i] > ACTIVATION_MIN && u[i] < 1) du[i] += g[i] * slope;
  }
}

/** Lets `dt` [s] pass for `n` activations: the midpoint method, error of order dt². Owns its scratch memory. */
export function activationStep(n: number, dt: number) {
  const rate = new Float64Array(n);
  const middle = new Float64Array(n);
  /** a [n] ← the activations after it, under excitations `u` [n]. Real-time safe. */
  return (a: Vec, u: ReadonlyVec): void => {
    activationRates(rate, a, u);
    for (let i = 0; i < n; i++) middle[i] = a[i] + 0.5 * dt * rate[i];
    activationRates(rate, middle, u);
    for (let i = 0; i < n; i++) a[i] += dt * rate[i];
  };
}
