/**
 * What a tick of movement costs, and the gradient of that.
 *
 *   L = huber(|p − p*|) + w_v min(|v − v*|², 400) + w_u |u|² + w_Δ |u − u₋₁|²
 *
 * Distances in cm, with the Huber bend at 5 cm; velocities in dm/s; u is the command in units of the
 * swing to its bounds: a torque as a fraction of its bound, an excitation times two. The bend and the clip keep one lost episode from outweighing the batch.
 */
import type { ReadonlyVec } from "../../plant/vec.ts";

export interface LossWeights {
  readonly velocity: number;
  readonly effort: number;
  readonly change: number;
}

/** What the cortex is trained by, before it moves and while it does. */
export const TRACKING: LossWeights = { velocity: 0.02, effort: 0.001, change: 0.1 };

const CM = 100;
const DM = 10;
const BEND = 5;
const VELOCITY_CLIP = 400;

/** The cost of an error in place (dx, dy) [m]; g [2] ← its gradient [1/m]. */
export function placeLoss(g: Float64Array, dx: number, dy: number): number {
  const d = CM * Math.hypot(dx, dy);
  const slope = d <= BEND ? 2 * CM * CM : (2 * BEND * CM * CM) / d;
  g[0] = slope * dx;
  g[1] = slope * dy;
  return d <= BEND ? d * d : 2 * BEND * d - BEND * BEND;
}

/** The cost of an error in velocity (dx, dy) [m/s]; g [2] ← its gradient [s/m]. */
export function velocityLoss(g: Float64Array, dx: number, dy: number, weight: number): number {
  const squared = DM * DM * (dx * dx + dy * dy);
  const slope = squared < VELOCITY_CLIP ? 2 * weight * DM * DM : 0;
  g[0] = slope * dx;
  g[1] = slope * dy;
  return weight * Math.min(squared, VELOCITY_CLIP);
}

/**
 * Adds to g [4], ∂L/∂(q, q̇), what a gradient with respect to the hand's position, `place` [2], and its
 * velocity, `speed` [2], makes of it at `state` [4], J [2 × 2] being ∂hand/∂q there.
 */
export function throughHand(
  g: Float64Array,
  state: ReadonlyVec,
  J: ReadonlyVec,
  place: ReadonlyVec,
  speed: ReadonlyVec,
): void {
  const vx = J[0] * state[2] + J[1] * state[3];
  const vy = J[2] * state[2] + J[3] * state[3];
  // v = J(q) q̇: ∂v/∂q₁ turns v by a right angle; ∂v/∂q₂ turns the forearm's share of it.
  const forearmX = J[1] * (state[2] + state[3]);
  const forearmY = J[3] * (state[2] + state[3]);
  g[0] += J[0] * place[0] + J[2] * place[1] - vy * speed[0] + vx * speed[1];
  g[1] += J[1] * place[0] + J[3] * place[1] - forearmY * speed[0] + forearmX * speed[1];
  g[2] += J[0] * speed[0] + J[2] * speed[1];
  g[3] += J[1] * speed[0] + J[3] * speed[1];
}
