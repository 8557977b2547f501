/**
 * The cerebellum's model of the body, to be walked back through where the body itself cannot be: the
 * equations of the arm that the brain takes for its own, and what experience adds to them.
 *
 *   q̈ ≈ f(q, q̇, τ) + 20 W φ      φ = [ (q − Q₀)/0.4 (2) · q̇/3 (2) · τ/τ_max (2) · 1 ]
 *   p ≈ FK(q) + 0.1 V ψ            ψ = [ d (2) · d₁² · d₁d₂ · d₂² · 1 ],   d = (q − Q₀)/0.4
 *
 * W is taught by how velocities changed over 50 ms against what f says of the same commands, V by where
 * the hand was seen. Both by Kalman filters (purkinje-cells.ts), which leave alone what nothing excites.
 */
import type { Arm } from "../../plant/arm/arm.ts";
import { accelerationBackward, derivative } from "../../plant/arm/dynamics.ts";
import { forwardKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import { JOINTS, TORQUE_MAX } from "../cortex/command-space.ts";
import type { EfferenceCopy } from "./mossy-fibres.ts";
import { growPurkinjeCells } from "./purkinje-cells.ts";
import { makeTrace } from "./trace.ts";

const ANGLE = 0.4;
const VELOCITY = 3;
/** Units of what is learnt [rad/s²], [m]. */
const ACCELERATION = 20;
const PLACE = 0.1;
/** Over which velocities are compared [s]: the longer, the less their noise counts. */
const SPAN = 0.05;
const FIBRES = 7;
const POSTURE_FIBRES = 6;
/** By how much weights are expected to drift in a brain period. */
const DRIFT = 1e-6;
const SUBSTEPS = 2;

export type BodyModel = ReturnType<typeof makeBodyModel>;

interface BodyModelOptions {
  readonly arm: Arm;
  readonly home: readonly [number, number];
  /** Time between two samples [s]. */
  readonly period: number;
  /** Samples to remember. */
  readonly memory: number;
}

/** All methods are real-time safe. */
export function makeBodyModel({ arm, home, period, memory }: BodyModelOptions) {
  const motion = growPurkinjeCells(FIBRES, JOINTS, DRIFT);
  const posture = growPurkinjeCells(POSTURE_FIBRES, 2, DRIFT);
  const W = motion.weights;
  const V = posture.weights;
  const phi = new Float64Array(FIBRES);
  const psi = new Float64Array(POSTURE_FIBRES);
  const dx = new Float64Array(4);
  const bend = new Float64Array(2);
  const tau = new Float64Array(JOINTS);
  const error = new Float64Array(2);

  /** ∫φ, ∫f and q̇ up to the newest sample; the same SPAN before, and the difference. */
  const sums = new Float64Array(FIBRES + 2 * JOINTS);
  const before = new Float64Array(FIBRES + 2 * JOINTS);
  /** The last sample, and its time. */
  const last = new Float64Array(5);
  last[4] = Number.NEGATIVE_INFINITY;
  const trace = makeTrace(sums.length, memory);
  const believed = makeTrace(4, memory);
  const posed = new Float64Array(4);
  /** What was seen last, and when it was so; NaN once it has been learnt from. */
  const noticed = new Float64Array(3).fill(Number.NaN);
  const h = period / SUBSTEPS;
  const tape = new Float64Array(6 * SUBSTEPS);
  const at = new Float64Array(4);
  const a = new Float64Array(2);
  const share = new Float64Array(2);

  const setMotion = (x: ReadonlyVec, torque: ReadonlyVec): void => {
    for (let j = 0; j < JOINTS; j++) {
      phi[j] = (x[j] - home[j]) / ANGLE;
      phi[2 + j] = x[2 + j] / VELOCITY;
      phi[4 + j] = torque[j] / TORQUE_MAX[j];
    }
    phi[6] = 1;
  };
  const setPosture = (q: ReadonlyVec): void => {
    const d1 = (q[0] - home[0]) / ANGLE;
    const d2 = (q[1] - home[1]) / ANGLE;
    psi[0] = d1;
    psi[1] = d2;
    psi[2] = d1 * d1;
    psi[3] = d1 * d2;
    psi[4] = d2 * d2;
    psi[5] = 1;
  };
  /** a [2] ← the acceleration at `x` under `torque`. */
  const accelerate = (x: ReadonlyVec, torque: ReadonlyVec): void => {
    derivative(dx, x, torque, arm);
    setMotion(x, torque);
    motion.fire(bend, phi);
    for (let j = 0; j < JOINTS; j++) a[j] = dx[2 + j] + ACCELERATION * bend[j];
  };

  return {
    motion,
    posture,

    /** Learns from senses [5] that have just arrived, under the commands `sent`. */
    feel(senses: ReadonlyVec, now: number, sent: EfferenceCopy): void {
      const time = now - senses[4];
      const passed = time - last[4];
      // Samples are in order, unless the delay has just changed.
      if (!(passed > 0)) return;
      sent.mean(tau, last[4], time);
      // Half way between two samples: at either end the equations would lead or lag.
      for (let i = 0; i < 4; i++) at[i] = (senses[i] + last[i]) / 2;
      for (let i = 0; i < 4; i++) last[i] = senses[i];
      last[4] = time;
      if (passed > SPAN) return;
      derivative(dx, at, tau, arm);
      setMotion(at, tau);
      for (let i = 0; i < FIBRES; i++) sums[i] += passed * phi[i];
      for (let j = 0; j < JOINTS; j++) {
        sums[FIBRES + j] += passed * dx[2 + j];
        sums[FIBRES + JOINTS + j] = senses[2 + j];
      }
      trace.push(time, sums);
      if (!trace.recall(before, time - SPAN)) return;
      for (let i = 0; i < before.length; i++) before[i] = (sums[i] - before[i]) / SPAN;
      for (let i = 0; i < FIBRES; i++) phi[i] = before[i];
      motion.fire(bend, phi);
      for (let j = 0; j < JOINTS; j++) {
        error[j] = (before[FIBRES + JOINTS + j] - before[FIBRES + j]) / ACCELERATION - bend[j];
      }
      motion.learn(phi, error);
    },

    /** Is shown a hand: where it was [m], and how long before `now` [s], [3]. */
    see(seen: ReadonlyVec, now: number): void {
      for (let i = 0; i < 2; i++) noticed[i] = seen[i];
      noticed[2] = now - seen[2];
    },

    /** Remembers the state [4] that is believed at `now`, and learns from what was seen since the last. */
    believe(state: ReadonlyVec, now: number): void {
      believed.push(now, state);
      const time = noticed[2];
      noticed[2] = Number.NaN;
      if (Number.isNaN(time) || !believed.recall(posed, time)) return;
      this.hand(at, posed);
      for (let i = 0; i < 2; i++) error[i] = (noticed[i] - at[i]) / PLACE;
      posture.learn(psi, error);
    },

    /** hand [2] ← where the joints `q` put it [m]. */
    hand(hand: Vec, q: ReadonlyVec): void {
      forwardKinematics(hand, q, arm);
      setPosture(q);
      posture.fire(bend, psi);
      hand[0] += PLACE * bend[0];
      hand[1] += PLACE * bend[1];
    },

    /** J [2 × 2] ← ∂hand/∂q at `q`. */
    jacobian(J: Vec, q: ReadonlyVec): void {
      jacobian(J, q, arm);
      const d1 = (q[0] - home[0]) / ANGLE;
      const d2 = (q[1] - home[1]) / ANGLE;
      for (let i = 0; i < 2; i++) {
        const k = i * POSTURE_FIBRES;
        J[2 * i] += (PLACE / ANGLE) * (V[k] + 2 * d1 * V[k + 2] + d2 * V[k + 3]);
        J[2 * i + 1] += (PLACE / ANGLE) * (V[k + 1] + d1 * V[k + 3] + 2 * d2 * V[k + 4]);
      }
    },

    /** x [4] ← the state one period on under `torque` [2]; leaves the way back in memory. */
    forward(x: Vec, torque: ReadonlyVec): void {
      for (let k = 0; k < tape.length; k += 6) {
        accelerate(x, torque);
        for (let i = 0; i < 4; i++) tape[k + i] = x[i];
        for (let j = 0; j < JOINTS; j++) {
          // What is remembered is f alone: its way back wants it.
          tape[k + 4 + j] = dx[2 + j];
          x[2 + j] += h * a[j];
          x[j] += h * x[2 + j];
        }
      }
    },

    /** g [4], ∂L/∂(state after), becomes ∂L/∂(state before); dTau [2] ← ∂L/∂τ: of the last `forward`. */
    backward(g: Vec, dTau: Vec): void {
      dTau.fill(0);
      for (let k = tape.length - 6; k >= 0; k -= 6) {
        for (let i = 0; i < 4; i++) at[i] = tape[k + i];
        for (let j = 0; j < JOINTS; j++) {
          a[j] = tape[k + 4 + j];
          g[2 + j] += h * g[j];
        }
        const g1 = h * g[2];
        const g2 = h * g[3];
        accelerationBackward(g, share, g1, g2, at, a, arm);
        for (let i = 0; i < FIBRES; i++) phi[i] = ACCELERATION * (g1 * W[i] + g2 * W[FIBRES + i]);
        for (let j = 0; j < JOINTS; j++) {
          g[j] += phi[j] / ANGLE;
          g[2 + j] += phi[2 + j] / VELOCITY;
          dTau[j] += share[j] + phi[4 + j] / TORQUE_MAX[j];
        }
      }
    },
  };
}
