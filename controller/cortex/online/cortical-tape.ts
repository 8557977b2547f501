/**
 * What the cortex did at its last decisions, and what became of it: all that is needed to walk back.
 *
 * A row is a decision. It holds x, h and c before, gates and tanh c after it; the command; and, as soon
 * as the late senses tell, the state of that instant and how far the hand was from where it should be.
 * Rows are counted from 0; `slot` says where one lies.
 */
import type { ReadonlyVec, Vec } from "../../../plant/vec.ts";
import type { Kernels, Offset } from "../../kernels/kernels.ts";
import { JOINTS, TORQUE_MAX } from "../command-space.ts";
import type { Cortex } from "../cortex.ts";
import { INPUTS } from "../cortical-input.ts";

/** What became of a decision: q, q̇ (4), hand − wish [m] (2), its velocity − the wish's [m/s] (2). */
export const OUTCOME = 8;

/** A command that differs by this part of its bound is another one: limits or a fallback have made it. */
const ANOTHER = 0.2;

export interface TapeMemory {
  readonly rows: number;
  /** [rows × (INPUTS + hidden)], [rows × hidden], [rows × 4 hidden], [rows × hidden] */
  readonly XH: Offset;
  readonly c: Offset;
  readonly gates: Offset;
  readonly tanhC: Offset;
}

export function allocateTape(kernels: Kernels, hidden: number, rows: number): TapeMemory {
  return {
    rows,
    XH: kernels.allocate(rows * (INPUTS + hidden)),
    c: kernels.allocate(rows * hidden),
    gates: kernels.allocate(rows * 4 * hidden),
    tanhC: kernels.allocate(rows * hidden),
  };
}

export type CorticalTape = ReturnType<typeof makeCorticalTape>;

/** All methods are real-time safe. */
export function makeCorticalTape(kernels: Kernels, cortex: Cortex, memory: TapeMemory) {
  const { rows, XH, c, gates, tanhC } = memory;
  const { activity } = cortex;
  const hidden = cortex.weights.shapes.outWeight[1];
  const width = INPUTS + hidden;
  const inputs = kernels.view(XH, rows * width);
  const times = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY);
  const commands = new Float64Array(rows * JOINTS);
  const outcomes = new Float64Array(rows * OUTCOME);
  const known = new Uint8Array(rows);
  /** Decisions so far. */
  let count = 0;

  return {
    rows,
    memory,
    /** Command as a fraction of its bound [rows × 2]; outcomes [rows × OUTCOME]; inputs x at the head of XH. */
    commands,
    outcomes,
    inputs,
    times,
    get count() {
      return count;
    },
    slot: (row: number): number => row % rows,
    isKnown: (row: number): boolean => row < count && known[row % rows] === 1,

    /** command [2] ← what the cortex decides at `now` for `x` [INPUTS], kept in a row of its own. */
    act(command: Vec, x: Vec, now: number): void {
      const slot = count % rows;
      kernels.copy(XH + slot * width + INPUTS, activity.XH + INPUTS, hidden);
      kernels.copy(c + slot * hidden, activity.c, hidden);
      cortex.act(command, x);
      kernels.copy(XH + slot * width, activity.XH, INPUTS);
      kernels.copy(gates + slot * 4 * hidden, activity.gates, 4 * hidden);
      kernels.copy(tanhC + slot * hidden, activity.tanhC, hidden);
      for (let j = 0; j < JOINTS; j++) commands[slot * JOINTS + j] = command[j] / TORQUE_MAX[j];
      times[slot] = now;
      known[slot] = 0;
      count++;
    },

    /** Writes down the `outcome` [OUTCOME] of the decision made within half a `period` of `time`. */
    judge(outcome: ReadonlyVec, time: number, period: number): void {
      for (let row = count - 1; row >= 0 && row > count - rows; row--) {
        const slot = row % rows;
        if (times[slot] > time + period / 2) continue;
        if (times[slot] < time - period / 2) return;
        for (let i = 0; i < OUTCOME; i++) outcomes[slot * OUTCOME + i] = outcome[i];
        known[slot] = 1;
        return;
      }
    },

    /** Is told what went out [2] in place of the newest decision: too much else, and the row is void. */
    sent(command: ReadonlyVec): void {
      const slot = (count + rows - 1) % rows;
      for (let j = 0; j < JOINTS; j++) {
        const apart = command[j] / TORQUE_MAX[j] - commands[slot * JOINTS + j];
        if (!(Math.abs(apart) < ANOTHER)) times[slot] = Number.POSITIVE_INFINITY;
      }
    },

    forget(): void {
      times.fill(Number.NEGATIVE_INFINITY);
      known.fill(0);
    },
  };
}
