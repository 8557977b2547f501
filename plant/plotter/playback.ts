/**
 * Plays a job, and lets somebody interfere: slower, faster, pause, go on.
 *
 * The job's time runs at a rate that changes smoothly, so nothing ever jumps. A pause waits until the pen
 * is in the air, which is at once between strokes and within one stroke otherwise.
 */
import type { Vec } from "../vec.ts";
import type { Timeline } from "./timeline.ts";
import { MOMENT } from "./timeline.ts";

export type PlaybackState = "playing" | "pausing" | "paused" | "over";

/** What carries out a job needs no more of it than this. */
export interface Player extends Pick<Playback, "state" | "advance" | "read"> {
  /** Why it has to stop at once, once it has to. */
  readonly halted?: string | undefined;
}

export interface Playback {
  readonly state: PlaybackState;
  /** How much of the job has been played [s of the job]. */
  readonly played: number;
  /** Job seconds per second that are aimed at: 1 is as planned. */
  rate: number;
  pause(): void;
  resume(): void;
  /** Lets `dt` [s] pass. */
  advance(dt: number): void;
  /** out [5] ← the moment (timeline.ts) that is `lead` [s] ahead of now. */
  read(out: Vec, lead: number): void;
}

/** Change of the rate in a second: a standstill takes a quarter of one. */
export const RATE_SLEW = 4;
/** Before the moment that is played, this much is kept [s]. */
const KEPT = 0.2;

export function makePlayback(timeline: Timeline): Playback {
  const moment = new Float64Array(MOMENT);
  let state: PlaybackState = "playing";
  let played = 0;
  let rate = 1;
  let wanted = 1;

  return {
    get state() {
      return state;
    },
    get played() {
      return played;
    },
    get rate() {
      return wanted;
    },
    set rate(value) {
      wanted = value;
    },
    pause() {
      if (state === "playing") state = "pausing";
    },
    resume() {
      if (state === "pausing" || state === "paused") state = "playing";
    },

    advance(dt) {
      if (state === "over") return;
      timeline.read(moment, played);
      const lifted = moment[4] === 1;
      const aim = state === "paused" || (state === "pausing" && lifted) ? 0 : wanted;
      rate = Math.min(rate + RATE_SLEW * dt, Math.max(rate - RATE_SLEW * dt, aim));
      if (state === "pausing" && rate === 0) state = "paused";
      // Braking must not carry the pen into the next stroke.
      const next = played + rate * dt;
      timeline.read(moment, next);
      if (state === "pausing" && lifted && moment[4] < 1) rate = 0;
      else played = next;
      if (played >= timeline.end) {
        played = timeline.end;
        state = "over";
      }
      timeline.forget(played - KEPT);
    },

    read(out, lead) {
      timeline.read(out, played + lead * rate);
    },
  };
}
