/**
 * Back-propagation through the last decisions, one decision at a time: through the cortex by its tape,
 * through the body by the cerebellum's model of it, linearised where the body really was.
 *
 *   L = Σ huber(|p − p*|) + w_v |v − v*|² + w_u |u|² + w_Δ |u − u₋₁|²      (tracking-loss.ts)
 *
 * It carries d = ∂L(later)/∂[h · c · q, q̇ · last command], which begins as what the cerebellum says of
 * everything after the window, or as 0.
 */
import type { Vec } from "../../../plant/vec.ts";
import type { BodyModel } from "../../cerebellum/body-model.ts";
import type { Kernels, Offset } from "../../kernels/kernels.ts";
import type { LossWeights } from "../../learning/tracking-loss.ts";
import { placeLoss, throughHand, velocityLoss } from "../../learning/tracking-loss.ts";
import { JOINTS, TORQUE_MAX } from "../command-space.ts";
import type { CortexWeights } from "../cortex.ts";
import type { CorticalInput } from "../cortical-input.ts";
import { INPUTS } from "../cortical-input.ts";
import type { CorticalTape } from "./cortical-tape.ts";
import { OUTCOME } from "./cortical-tape.ts";

export interface WalkMemory {
  /** [INPUTS + hidden], [hidden], [hidden], [4 hidden], [2] */
  readonly dXH: Offset;
  readonly dC: Offset;
  readonly dH: Offset;
  readonly dGates: Offset;
  readonly dY: Offset;
}

export const allocateWalk = (kernels: Kernels, hidden: number): WalkMemory => ({
  dXH: kernels.allocate(INPUTS + hidden),
  dC: kernels.allocate(hidden),
  dH: kernels.allocate(hidden),
  dGates: kernels.allocate(4 * hidden),
  dY: kernels.allocate(JOINTS),
});

interface WalkOptions {
  readonly kernels: Kernels;
  readonly memory: WalkMemory;
  readonly weights: CortexWeights;
  /** Of the same shapes as `weights`; a walk adds into it. */
  readonly gradient: CortexWeights;
  readonly tape: CorticalTape;
  readonly input: CorticalInput;
  readonly body: BodyModel;
  readonly loss: LossWeights;
}

/** All methods are real-time safe. */
export function makeWindowWalk(options: WalkOptions) {
  const { kernels, memory, weights, gradient, tape, input, body, loss } = options;
  const hidden = weights.shapes.outWeight[1];
  const width = INPUTS + hidden;
  const { dXH, dC, dH, dGates, dY } = memory;
  const dxh = kernels.view(dXH, width);
  const dc = kernels.view(dC, hidden);
  const dy = kernels.view(dY, JOINTS);
  /** ∂L(later)/∂(q, q̇) and ∂L(later)/∂(last command, N·m). */
  const dState = new Float64Array(4);
  const dCommand = new Float64Array(JOINTS);
  const dTau = new Float64Array(JOINTS);
  const dx = new Float64Array(INPUTS);
  const state = new Float64Array(4);
  const torque = new Float64Array(JOINTS);
  const J = new Float64Array(4);
  const place = new Float64Array(2);
  const speed = new Float64Array(2);

  /**
   * Adds the gradient of what the outcome of `row` costs to dState. Velocities turn with the joints as those
   * of a rigid arm do, also where the model has learnt other places: an approximation, of a small part.
   */
  const addCost = (row: number): void => {
    const at = tape.slot(row) * OUTCOME;
    const { outcomes } = tape;
    for (let i = 0; i < 4; i++) state[i] = outcomes[at + i];
    body.jacobian(J, state);
    placeLoss(place, outcomes[at + 4], outcomes[at + 5]);
    velocityLoss(speed, outcomes[at + 6], outcomes[at + 7], loss.velocity);
    throughHand(dState, state, J, place, speed);
  };

  return {
    /** Begins at the end of a window with `d`. */
    begin(d: Vec): void {
      for (let i = 0; i < hidden; i++) {
        dxh[INPUTS + i] = d[i];
        dc[i] = d[hidden + i];
      }
      for (let i = 0; i < 4; i++) dState[i] = d[2 * hidden + i];
      for (let j = 0; j < JOINTS; j++) dCommand[j] = d[2 * hidden + 4 + j];
    },

    /** d ← where the walk has got to. */
    read(d: Vec): void {
      for (let i = 0; i < hidden; i++) {
        d[i] = dxh[INPUTS + i];
        d[hidden + i] = dc[i];
      }
      for (let i = 0; i < 4; i++) d[2 * hidden + i] = dState[i];
      for (let j = 0; j < JOINTS; j++) d[2 * hidden + 4 + j] = dCommand[j];
    },

    /** From the decision after `row` back to before `row`. Rows `row − 1` to `row + 1` are on the tape. */
    back(row: number): void {
      const slot = tape.slot(row);
      const next = tape.slot(row + 1);
      const last = tape.slot(row - 1);
      const { commands, outcomes } = tape;
      addCost(row + 1);
      for (let i = 0; i < 4; i++) state[i] = outcomes[slot * OUTCOME + i];
      for (let j = 0; j < JOINTS; j++) torque[j] = TORQUE_MAX[j] * commands[slot * JOINTS + j];
      body.forward(state, torque);
      body.backward(dState, dTau);
      for (let j = 0; j < JOINTS; j++) {
        const u = commands[slot * JOINTS + j];
        const smooth = 2 * loss.change * (u - commands[last * JOINTS + j]);
        const du = TORQUE_MAX[j] * (dTau[j] + dCommand[j]) + 2 * loss.effort * u + smooth;
        dy[j] = du * (1 - u * u);
        dCommand[j] = -smooth / TORQUE_MAX[j];
      }
      const XH = tape.memory.XH + slot * width;
      kernels.denseBackward(
        dH,
        gradient.at.outWeight,
        gradient.at.outBias,
        dY,
        tape.memory.XH + next * width + INPUTS,
        weights.at.outWeight,
        1,
        JOINTS,
        hidden,
      );
      kernels.addScaled(dH, 1, dXH + INPUTS, hidden);
      kernels.lstmBackward(
        dXH,
        dC,
        gradient.at.lstmWeight,
        gradient.at.lstmBias,
        dGates,
        dH,
        hidden,
        dC,
        tape.memory.gates + slot * 4 * hidden,
        tape.memory.tanhC + slot * hidden,
        XH,
        tape.memory.c + slot * hidden,
        weights.at.lstmWeight,
        1,
        INPUTS,
        hidden,
      );
      for (let i = 0; i < INPUTS; i++) dx[i] = dxh[i];
      for (let i = 0; i < 4; i++) state[i] = outcomes[slot * OUTCOME + i];
      input.backward(dState, dCommand, dx, state);
    },
  };
}
