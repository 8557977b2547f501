/**
 * What the cerebellum says of all that is yet to come: the gradient of the future's cost with respect to
 * where cortex and body are, so that a short look back need not end in ignorance.
 *
 *   d̂ = s ⊙ W φ        d = ∂L(later)/∂[ h (H) · c (H) · q, q̇ (4) · last command (2) ]
 *   φ = [ x (18) · error of the hand/0.02 m (2) · of its velocity/0.5 m/s (2) · 1 ]
 *
 * Taught by d̄, the same gradient walked back from later, which itself began with as much of a d̂ as is
 * heard (synthetic gradients: Jaderberg et al. 2017, ICML; BP(λ) of Pemberton & Costa 2024, TMLR, with
 * λ = 1 within a window and 0 beyond it).
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import { JOINTS } from "../cortex/command-space.ts";
import { INPUTS } from "../cortex/cortical-input.ts";
import { growPurkinjeCells } from "./purkinje-cells.ts";

/** Of the body: q, q̇ and the command that went out last. */
export const BODY = 4 + JOINTS;
const ERRORS = 4;
const GRADIENT_FIBRES = INPUTS + ERRORS + 1;
const PLACE = 0.02;
const VELOCITY = 0.5;
const DRIFT = 1e-5;
const DOUBT = 0.03;
/** Units of d̂: what a cortical unit, an angle, a velocity and a command may well be worth. */
const UNIT = { cell: 2, angle: 1000, velocity: 20, command: 0.5 } as const;

export type SyntheticGradient = ReturnType<typeof makeSyntheticGradient>;

/** All methods are real-time safe. */
export function makeSyntheticGradient(hidden: number) {
  const outputs = 2 * hidden + BODY;
  const cells = growPurkinjeCells(GRADIENT_FIBRES, outputs, DRIFT, DOUBT);
  const unit = new Float64Array(outputs).fill(UNIT.cell);
  unit.fill(UNIT.angle, 2 * hidden, 2 * hidden + 2);
  unit.fill(UNIT.velocity, 2 * hidden + 2, 2 * hidden + 4);
  unit.fill(UNIT.command, 2 * hidden + 4);
  const phi = new Float64Array(GRADIENT_FIBRES);
  const said = new Float64Array(outputs);
  const error = new Float64Array(outputs);
  phi[GRADIENT_FIBRES - 1] = 1;

  return {
    outputs,
    cells,

    /** Is told of an instant: x [INPUTS] at `inputs[from]`, errors [4] at `errors[at]` [m], [m/s]. */
    hear(inputs: Float32Array | Float64Array, from: number, errors: ReadonlyVec, at: number): void {
      for (let i = 0; i < INPUTS; i++) phi[i] = inputs[from + i];
      for (let i = 0; i < 2; i++) {
        phi[INPUTS + i] = errors[at + i] / PLACE;
        phi[INPUTS + 2 + i] = errors[at + 2 + i] / VELOCITY;
      }
    },

    /** d [2H + BODY] ← d̂ of the instant that was heard of. */
    say(d: Vec): void {
      cells.fire(said, phi);
      for (let i = 0; i < outputs; i++) d[i] = unit[i] * said[i];
    },

    /** Learns that it should have been `d`. */
    learn(d: ReadonlyVec): void {
      cells.fire(said, phi);
      for (let i = 0; i < outputs; i++) error[i] = d[i] / unit[i] - said[i];
      cells.learn(phi, error);
    },
  };
}
