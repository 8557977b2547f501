/**
 * The paper under the pen: a drop of ink every four milliseconds that the pen touches it, with what was
 * wished. Servos hear every twenty.
 */
import type { Player } from "../../plant/plotter/playback.ts";
import { MOMENT } from "../../plant/plotter/timeline.ts";
import type { Drop } from "../metrics/ink-error.ts";
import type { Rig } from "./rig.ts";

export interface InkPad {
  readonly ink: readonly Drop[];
  /** Looks at the pen, `since` [s] after the playback was last advanced. Once a millisecond. */
  see(since: number): void;
}

/** [calls of `see`] */
const EVERY = 4;

export function makeInkPad(rig: Rig, playback: Pick<Player, "read">): InkPad {
  const ink: Drop[] = [];
  let seen = 0;
  const moment = new Float64Array(MOMENT);
  const tip = new Float64Array(2);
  return {
    ink,
    see(since) {
      if (seen++ % EVERY !== 0 || !rig.penTouches()) return;
      rig.tip(tip);
      playback.read(moment, since);
      ink.push({ x: tip[0], y: tip[1], wishedX: moment[2], wishedY: moment[3] });
    },
  };
}
