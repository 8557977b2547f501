/**
 * What the cortex is told: the felt state, where the hand should be from now to 0.2 s ahead, relative
 * to where it seems to be, and the command that it gave last.
 *
 *   x = [ (q − Q₀)/0.4 (2) · q̇/3 (2) · (p − C₀)/0.1 (2) · (p*(t + k) − p)/0.05, k = 0…200 ms (10) · (u − m)/s (n) ]
 *
 * q, q̇ are estimates (from the cerebellum, or raw from the senses where it is off), p the hand they
 * imply, p* the desired positions, u the last command, n numbers around m as far as s (command-space.ts).
 * Q₀, C₀: posture and hand at the workspace's centre.
 */
import type { Arm } from "../../plant/arm/arm.ts";
import { forwardKinematics, inverseKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import { commandSpace, TORQUES } from "./command-space.ts";

/** How far ahead the desired positions are previewed [s]. */
export const PREVIEW = [0, 0.05, 0.1, 0.15, 0.2] as const;
/** Entries of x but for the last command. */
const FELT = 6 + 2 * PREVIEW.length;

/** Entries of x for commands of so many numbers. */
export const inputWidth = (commands: number): number => FELT + commands;

/** The same where torques are commanded. */
export const INPUTS = inputWidth(TORQUES.size);

/** The circle on the plane in which the hand works. */
export interface Workspace {
  /** [m], from the shoulder. */
  readonly centre: readonly [number, number];
  /** [m] */
  readonly radius: number;
}

const ANGLE = 0.4;
const VELOCITY = 3;
const PLACE = 0.1;
const ERROR = 0.05;

export type CorticalInput = ReturnType<typeof corticalInput>;

/** Makes the input and its way back for one arm and workspace; scratch memory is made once. */
export function corticalInput(arm: Arm, workspace: Workspace) {
  const [centreX, centreY] = workspace.centre;
  const { size, middle, swing } = commandSpace(arm);
  const home = new Float64Array(2);
  inverseKinematics(home, centreX, centreY, arm);
  const hand = new Float64Array(2);
  const J = new Float64Array(4);

  return {
    /** Joint angles at the workspace's centre [rad]. */
    home: [home[0], home[1]] as const,

    /** x ← for the state [4], previewed positions [2 × PREVIEW.length], last command [n]. */
    write(x: Vec, state: ReadonlyVec, preview: ReadonlyVec, command: ReadonlyVec): void {
      forwardKinematics(hand, state, arm);
      x[0] = (state[0] - home[0]) / ANGLE;
      x[1] = (state[1] - home[1]) / ANGLE;
      x[2] = state[2] / VELOCITY;
      x[3] = state[3] / VELOCITY;
      x[4] = (hand[0] - centreX) / PLACE;
      x[5] = (hand[1] - centreY) / PLACE;
      for (let k = 0; k < PREVIEW.length; k++) {
        x[6 + 2 * k] = (preview[2 * k] - hand[0]) / ERROR;
        x[7 + 2 * k] = (preview[2 * k + 1] - hand[1]) / ERROR;
      }
      for (let j = 0; j < size; j++) x[FELT + j] = (command[j] - middle[j]) / swing[j];
    },

    /** Adds ∂L/∂state into dState [4] and ∂L/∂command into dCommand [n], from ∂L/∂x. */
    backward(dState: Vec, dCommand: Vec, dx: ReadonlyVec, state: ReadonlyVec): void {
      let dHandX = dx[4] / PLACE;
      let dHandY = dx[5] / PLACE;
      for (let k = 0; k < PREVIEW.length; k++) {
        dHandX -= dx[6 + 2 * k] / ERROR;
        dHandY -= dx[7 + 2 * k] / ERROR;
      }
      jacobian(J, state, arm);
      dState[0] += dx[0] / ANGLE + J[0] * dHandX + J[2] * dHandY;
      dState[1] += dx[1] / ANGLE + J[1] * dHandX + J[3] * dHandY;
      dState[2] += dx[2] / VELOCITY;
      dState[3] += dx[3] / VELOCITY;
      for (let j = 0; j < size; j++) dCommand[j] += dx[FELT + j] / swing[j];
    },
  };
}
