/**
 * Rigid-body dynamics of a planar two-link arm in the horizontal plane.
 *
 *   M(q) q̈ + C(q, q̇) q̇ + B q̇ = τ + λ(q, q̇)
 *
 *   M = ⎡ a₁ + 2 a₂ cos q₂   a₃ + a₂ cos q₂ ⎤      C q̇ = a₂ sin q₂ ⎡ −q̇₂ (2 q̇₁ + q̇₂) ⎤
 *       ⎣ a₃ + a₂ cos q₂     a₃             ⎦                       ⎣  q̇₁²             ⎦
 *
 * Li & Todorov (2004), ICINCO, section 2. B is joint friction and λ the torque of the stops at the
 * ends of the joints' range: for a depth p > 0 past a stop, −k p against it and −c p q̇, the damping
 * growing with depth so that nothing jumps (after Hunt & Crossley 1975).
 *
 * State x = (q₁, q₂, q̇₁, q̇₂): angles in rad, q₁ from the x-axis, q₂ relative to link 1; τ in N·m.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { Arm } from "./arm.ts";

/** Depth past a stop, with the stop's side as its sign: positive beyond max, negative below min. */
function depth(q: number, min: number, max: number): number {
  return q > max ? q - max : q < min ? q - min : 0;
}

/** Entries of dx: ẋ at state `x` [4] under joint torques `tau` [2]. */
export function derivative(dx: Vec, x: ReadonlyVec, tau: ReadonlyVec, arm: Arm): void {
  const { a1, a2, a3, stop } = arm;
  const cos = Math.cos(x[1]);
  const sin = Math.sin(x[1]);
  const v1 = x[2];
  const v2 = x[3];
  const p1 = depth(x[0], arm.shoulder.min, arm.shoulder.max);
  const p2 = depth(x[1], arm.elbow.min, arm.elbow.max);

  const m11 = a1 + 2 * a2 * cos;
  const m12 = a3 + a2 * cos;
  const m22 = a3;
  const f1 =
    tau[0] +
    a2 * sin * v2 * (2 * v1 + v2) -
    arm.b11 * v1 -
    arm.b12 * v2 -
    stop.stiffness * p1 -
    stop.damping * Math.abs(p1) * v1;
  const f2 =
    tau[1] -
    a2 * sin * v1 * v1 -
    arm.b21 * v1 -
    arm.b22 * v2 -
    stop.stiffness * p2 -
    stop.damping * Math.abs(p2) * v2;
  const det = m11 * m22 - m12 * m12;

  dx[0] = v1;
  dx[1] = v2;
  dx[2] = (m22 * f1 - m12 * f2) / det;
  dx[3] = (m11 * f2 - m12 * f1) / det;
}

/**
 * The way back through the acceleration a = M⁻¹ f [2]: from g = ∂L/∂a [2] *adds* ∂L/∂x into dx [4] and
 * *assigns* ∂L/∂τ to dTau [2].
 *
 *   ∂L/∂τ = w = M⁻¹ g        ∂L/∂x = wᵀ (∂f/∂x − ∂M/∂x a)
 */
export function accelerationBackward(
  dx: Vec,
  dTau: Vec,
  g1: number,
  g2: number,
  x: ReadonlyVec,
  a: ReadonlyVec,
  arm: Arm,
): void {
  const { a1, a2, a3, stop } = arm;
  const cos = Math.cos(x[1]);
  const sin = Math.sin(x[1]);
  const v1 = x[2];
  const v2 = x[3];
  const p1 = depth(x[0], arm.shoulder.min, arm.shoulder.max);
  const p2 = depth(x[1], arm.elbow.min, arm.elbow.max);

  const m11 = a1 + 2 * a2 * cos;
  const m12 = a3 + a2 * cos;
  const m22 = a3;
  const det = m11 * m22 - m12 * m12;
  const w1 = (m22 * g1 - m12 * g2) / det;
  const w2 = (m11 * g2 - m12 * g1) / det;

  const coriolis = a2 * cos * (w1 * v2 * (2 * v1 + v2) - w2 * v1 * v1);
  const inertia = a2 * sin * (2 * w1 * a[0] + w1 * a[1] + w2 * a[0]);
  const stop1 = p1 === 0 ? 0 : -stop.stiffness - stop.damping * Math.sign(p1) * v1;
  const stop2 = p2 === 0 ? 0 : -stop.stiffness - stop.damping * Math.sign(p2) * v2;

  dx[0] += w1 * stop1;
  dx[1] += coriolis + inertia + w2 * stop2;
  dx[2] +=
    w1 * (2 * a2 * sin * v2 - arm.b11 - stop.damping * Math.abs(p1)) +
    w2 * (-2 * a2 * sin * v1 - arm.b21);
  dx[3] +=
    w1 * (2 * a2 * sin * (v1 + v2) - arm.b12) + w2 * (-arm.b22 - stop.damping * Math.abs(p2));
  dTau[0] = w1;
  dTau[1] = w2;
}

/** Kinetic energy of the links [J]. */
export function kineticEnergy(x: ReadonlyVec, { a1, a2, a3 }: Arm): number {
  const cos = Math.cos(x[1]);
  const m11 = a1 + 2 * a2 * cos;
  const m12 = a3 + a2 * cos;
  return 0.5 * m11 * x[2] * x[2] + m12 * x[2] * x[3] + 0.5 * a3 * x[3] * x[3];
}

/**
 * tau [2] ← what each joint feels of the other's motion [N·m], at state `x` [4] and accelerations
 * `a` [2]: all of M q̈ + C q̇ but a joint's own inertia times its own acceleration, on the muscles' side.
 */
export function interactionTorque(tau: Vec, x: ReadonlyVec, a: ReadonlyVec, arm: Arm): void {
  const { a2, a3 } = arm;
  const cos = Math.cos(x[1]);
  const sin = Math.sin(x[1]);
  tau[0] = -(a3 + a2 * cos) * a[1] + a2 * sin * x[3] * (2 * x[2] + x[3]);
  tau[1] = -(a3 + a2 * cos) * a[0] - a2 * sin * x[2] * x[2];
}
