import type { Player } from "../../../plant/plotter/playback.ts";
import type { ReadonlyVec } from "../../../plant/vec.ts";

export interface Standing extends Player {
  /** It is over: something else comes. */
  leave(): void;
}

/** A player that wishes for one moment (timeline.ts) all the time, `seconds` long at most. */
export function makeStanding(moment: ReadonlyVec, seconds: number): Standing {
  const kept = Float64Array.from(moment);
  let left = seconds;
  let hasLeft = false;
  return {
    get state() {
      return hasLeft ? "over" : "playing";
    },
    get halted() {
      return left > 0 ? undefined : "nobody said what comes next";
    },
    advance(dt) {
      left -= dt;
    },
    read: (out) => out.set(kept),
    leave() {
      hasLeft = true;
    },
  };
}
