/**
 * A control period of an arm with muscles that can be walked back: semi-implicit Euler substeps under
 * held excitations, activations first.
 *
 *   a′ = a + h ȧ(a, u)      v′ = v + h q̈(q, v, τ(a′, q, v) + push)      q′ = q + h v′
 *
 * State (q₁, q₂, v₁, v₂, a₁ … aₙ). The tape begins with the excitations and holds
 * (q₁, q₂, v₁, v₂, q̈₁, q̈₂, a, a′) for each substep.
 */
import type { Arm } from "../arm/arm.ts";
import { accelerationBackward, derivative } from "../arm/dynamics.ts";
import type { TapedBody } from "../taped-body.ts";
import { ACTIVATION_MIN, activationBackward, activationRates } from "./activation.ts";
import type { MuscleSet } from "./muscle-set.ts";
import { muscleTorque } from "./muscle-torque.ts";

const JOINT_STATES = 4;
const ROW = 6;

/** Forward and backward through one control period; scratch memory is made once. */
export function tapedMuscleStep(
  arm: Arm,
  set: MuscleSet,
  period: number,
  substeps: number,
): TapedBody {
  const n = set.count;
  const h = period / substeps;
  const row = ROW + 2 * n;
  const muscles = muscleTorque(set);
  const dx = new Float64Array(JOINT_STATES);
  const q = new Float64Array(JOINT_STATES);
  const a = new Float64Array(n);
  const u = new Float64Array(n);
  const rate = new Float64Array(n);
  const dRate = new Float64Array(n);
  const da = new Float64Array(n);
  const tau = new Float64Array(2);
  const accelerations = new Float64Array(2);
  const dq = new Float64Array(JOINT_STATES);

  return {
    states: JOINT_STATES + n,
    tape: n + substeps * row,

    rest(x) {
      x.fill(0, 0, JOINT_STATES);
      x.fill(ACTIVATION_MIN, JOINT_STATES, JOINT_STATES + n);
    },

    forward(x, tape, command, push) {
      for (let i = 0; i < n; i++) {
        u[i] = command[i];
        tape[i] = command[i];
        a[i] = x[JOINT_STATES + i];
      }
      for (let i = 0; i < JOINT_STATES; i++) q[i] = x[i];
      for (let s = 0, k = n; s < substeps; s++, k += row) {
        for (let i = 0; i < JOINT_STATES; i++) tape[k + i] = q[i];
        for (let i = 0; i < n; i++) tape[k + ROW + i] = a[i];
        activationRates(rate, a, u);
        for (let i = 0; i < n; i++) {
          a[i] += h * rate[i];
          tape[k + ROW + n + i] = a[i];
        }
        tau[0] = push[0];
        tau[1] = push[1];
        muscles.add(tau, a, q);
        derivative(dx, q, tau, arm);
        tape[k + 4] = dx[2];
        tape[k + 5] = dx[3];
        q[2] += h * dx[2];
        q[3] += h * dx[3];
        q[0] += h * q[2];
        q[1] += h * q[3];
      }
      for (let i = 0; i < JOINT_STATES; i++) x[i] = q[i];
      for (let i = 0; i < n; i++) x[JOINT_STATES + i] = a[i];
    },

    backward(g, dCommand, tape) {
      dCommand.fill(0);
      for (let i = 0; i < n; i++) {
        u[i] = tape[i];
        da[i] = g[JOINT_STATES + i];
      }
      for (let i = 0; i < JOINT_STATES; i++) dq[i] = g[i];
      for (let s = substeps - 1, k = n + s * row; s >= 0; s--, k -= row) {
        for (let i = 0; i < JOINT_STATES; i++) q[i] = tape[k + i];
        accelerations[0] = tape[k + 4];
        accelerations[1] = tape[k + 5];
        dq[2] += h * dq[0];
        dq[3] += h * dq[1];
        accelerationBackward(dq, tau, h * dq[2], h * dq[3], q, accelerations, arm);
        for (let i = 0; i < n; i++) a[i] = tape[k + ROW + n + i];
        muscles.backward(da, dq, tau, a, q);
        for (let i = 0; i < n; i++) {
          a[i] = tape[k + ROW + i];
          dRate[i] = h * da[i];
        }
        activationBackward(da, dCommand, dRate, a, u);
      }
      for (let i = 0; i < JOINT_STATES; i++) g[i] = dq[i];
      for (let i = 0; i < n; i++) g[JOINT_STATES + i] = da[i];
    },
  };
}
