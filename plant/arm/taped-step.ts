/**
 * A control period of the arm that can be walked back: semi-implicit Euler substeps under a held
 * torque, with a tape of what the backward pass needs.
 *
 *   v′ = v + h a(q, v, τ + push)        q′ = q + h v′
 *
 * The tape holds (q₁, q₂, v₁, v₂, a₁, a₂) for each substep.
 */
import type { TapedBody } from "../taped-body.ts";
import type { Arm } from "./arm.ts";
import { accelerationBackward, derivative } from "./dynamics.ts";

const ROW = 6;

/** Forward and backward through one control period; scratch memory is made once. */
export function tapedStep(arm: Arm, period: number, substeps: number): TapedBody {
  const h = period / substeps;
  const dx = new Float64Array(4);
  const a = new Float64Array(2);
  const tauShare = new Float64Array(2);
  const at = new Float64Array(4);
  const total = new Float64Array(2);

  return {
    states: 4,
    tape: ROW * substeps,

    rest(x) {
      x.fill(0);
    },

    forward(x, tape, tau, push) {
      total[0] = tau[0] + push[0];
      total[1] = tau[1] + push[1];
      for (let k = 0; k < substeps * ROW; k += ROW) {
        derivative(dx, x, total, arm);
        for (let i = 0; i < 4; i++) tape[k + i] = x[i];
        tape[k + 4] = dx[2];
        tape[k + 5] = dx[3];
        x[2] += h * dx[2];
        x[3] += h * dx[3];
        x[0] += h * x[2];
        x[1] += h * x[3];
      }
    },

    backward(g, dTau, tape) {
      dTau[0] = 0;
      dTau[1] = 0;
      for (let k = (substeps - 1) * ROW; k >= 0; k -= ROW) {
        for (let i = 0; i < 4; i++) at[i] = tape[k + i];
        a[0] = tape[k + 4];
        a[1] = tape[k + 5];
        g[2] += h * g[0];
        g[3] += h * g[1];
        accelerationBackward(g, tauShare, h * g[2], h * g[3], at, a, arm);
        dTau[0] += tauShare[0];
        dTau[1] += tauShare[1];
      }
    },
  };
}
