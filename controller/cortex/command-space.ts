/**
 * What a cortex commands, and how its units' outputs y in −1…1 become commands: u = m + s ⊙ y.
 */
import type { Arm } from "../../plant/arm/arm.ts";

export interface CommandSpace {
  /** Entries of a command. */
  readonly size: number;
  /** m, and s: from the middle to the bounds. */
  readonly middle: readonly number[];
  readonly swing: readonly number[];
  /** What a cortex begins with that has learnt nothing, before its outputs' tanh. */
  readonly calm: number;
}

export const JOINTS = 2;

/** Bound of the torques that the cortex can command [N·m], shoulder and elbow. */
export const TORQUE_MAX = [5, 4] as const;

/** Torques at the joints [N·m]. */
export const TORQUES: CommandSpace = { size: JOINTS, middle: [0, 0], swing: TORQUE_MAX, calm: 0 };

/** Excitations of so many muscles, 0…1: at first an eighth, for muscles that all pull are hard to learn with. */
const excitations = (size: number): CommandSpace => ({
  size,
  middle: new Array<number>(size).fill(0.5),
  swing: new Array<number>(size).fill(0.5),
  calm: -1,
});

/** What moves this arm. */
export const commandSpace = ({ muscles }: Arm): CommandSpace =>
  muscles ? excitations(muscles.count) : TORQUES;
