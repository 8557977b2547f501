/**
 * A control period of a body that can be walked back, whatever moves it.
 */
import type { Arm } from "./arm/arm.ts";
import { tapedStep } from "./arm/taped-step.ts";
import { tapedMuscleStep } from "./muscles/taped-muscle-step.ts";
import type { ReadonlyVec, Vec } from "./vec.ts";

export interface TapedBody {
  /** Entries of a state: (q₁, q₂, q̇₁, q̇₂), and then what the body has besides. */
  readonly states: number;
  /** Numbers that the tape of one control period holds. */
  readonly tape: number;
  /** x [states] ← at rest, joints at 0: what else a state holds when a movement begins. */
  rest(x: Vec): void;
  /**
   * x [states] ← the state one period on under `command` and under torques from outside, `push` [2];
   * leaves the way back in `tape`.
   */
  forward(x: Vec, tape: Vec, command: ReadonlyVec, push: ReadonlyVec): void;
  /** g [states], ∂L/∂(state after), becomes ∂L/∂(state before); dCommand ← ∂L/∂command. */
  backward(g: Vec, dCommand: Vec, tape: ReadonlyVec): void;
}

export const tapedBody = (arm: Arm, period: number, substeps: number): TapedBody =>
  arm.muscles
    ? tapedMuscleStep(arm, arm.muscles, period, substeps)
    : tapedStep(arm, period, substeps);
