/**
 * Where the time of a decision goes: loop and brain say what they have just done, and a probe that has
 * a clock works out how long it took. The core has no clock, and in virtual time nothing takes time.
 */
import type { ReadonlyVec } from "../plant/vec.ts";

/** What a decision consists of. `body` is the simulated one; a real one moves by itself. */
export const STAGES = ["body", "sense", "predict", "learn", "decide", "act"] as const;
export type Stage = (typeof STAGES)[number];

/** Places in STAGES. */
export const BODY = 0;
export const SENSE = 1;
export const PREDICT = 2;
export const LEARN = 3;
export const DECIDE = 4;
export const ACT = 5;

/** All methods are real-time safe. */
export interface Probe {
  /** A decision begins. */
  begin(): void;
  /** What was done since the last call belonged to the stage at this place. */
  mark(stage: number): void;
  /** The decision has been made. */
  end(): void;
  /** How long each stage of the last decision took [STAGES.length], in s: borrowed. */
  readonly spent: ReadonlyVec;
}

/** For virtual time, and wherever nobody asks. */
export const noProbe: Probe = {
  begin() {},
  mark() {},
  end() {},
  spent: new Float64Array(STAGES.length),
};
