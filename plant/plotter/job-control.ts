/**
 * A job that takes orders while it is drawn. Pure: time comes in with `advance`, and what has to be done to the machine
 * is read off `halted`.
 *
 *              pause                    the pen is up and the arm stands
 *   playing ──────────► pausing ─────────────────────────────────────────► paused        resume leads back
 *
 * A stroke is repeated by a detour: the job pauses, a small job of that one stroke is played that begins and ends where
 * the pen waits, and the job goes on.
 */

import { makeInkRate } from "./ink-rate.ts";
import type { Job } from "./job.ts";
import { planJob } from "./job.ts";
import type { JobOrder } from "./job-orders.ts";
import { PEN_OFFSETS, SPEED_FACTORS } from "./job-orders.ts";
import type { Playback, PlaybackState, Player } from "./playback.ts";
import { makePlayback } from "./playback.ts";
import { setpoints } from "./setpoints.ts";
import { MOMENT, makeTimeline } from "./timeline.ts";

export interface JobControl extends Player {
  /** Carries out `order`; what makes no sense at the moment is ignored. */
  order(order: JobOrder): void;
  /** What ended it before its time. */
  readonly ended: "cancelled" | "stopped" | undefined;
  /** Strokes that are finished: the pen is up again. */
  readonly done: number;
  /** Whether the pen is on the paper or on its way there or back. */
  readonly inStroke: boolean;
  /** At the present speed, without pauses [s]. */
  readonly secondsLeft: number;
  readonly factor: number;
  readonly offset: number;
}

export interface JobControlOptions {
  /** What `speed` and `penHeight` orders have set before. */
  readonly factor?: number;
  readonly offset?: number;
}

/** How fast the pen's offset changes [parts of its way in a second]. */
const OFFSET_SLEW = 1;

const within = (
  value: number,
  { min, max }: { min: number; max: number },
  else_: number,
): number => (Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : else_);

export function makeJobControl(job: Job, options: JobControlOptions = {}): JobControl {
  const main = makeLeg(job);
  let detour: Leg | undefined;
  /** Strokes that are to be repeated, and the one that a detour is about. */
  let again: number[] = [];
  let held = false;
  let ended: JobControl["ended"];
  let factor = within(options.factor ?? 1, SPEED_FACTORS, 1);
  let wantedOffset = within(options.offset ?? 0, PEN_OFFSETS, 0);
  let offset = wantedOffset;

  /** The stroke that somebody means who says "once more"; −1 where there is none yet. */
  const lastStroke = (): number => {
    if (detour) return detour.repeats;
    return main.inStroke() ? main.done() : main.done() - 1;
  };
  const take = (order: JobOrder): void => {
    switch (order.op) {
      case "pause": {
        held = true;
        (detour ?? main).playback.pause();
        break;
      }
      case "resume": {
        held = false;
        if (detour) detour.playback.resume();
        else if (again.length === 0) main.playback.resume();
        break;
      }
      case "cancel": {
        ended = "cancelled";
        break;
      }
      case "stop": {
        ended = "stopped";
        break;
      }
      case "speed": {
        factor = within(order.factor, SPEED_FACTORS, factor);
        break;
      }
      case "penHeight": {
        wantedOffset = within(order.offset, PEN_OFFSETS, wantedOffset);
        break;
      }
      case "repeatStroke": {
        const stroke = lastStroke();
        if (stroke < 0) break;
        again = [...again, stroke];
        if (!detour) main.playback.pause();
        break;
      }
    }
  };
  /** Begins a detour where one is wanted and the pen waits, and goes on where one is over. */
  const turnOff = (): void => {
    if (detour?.playback.state === "over") {
      detour = undefined;
      if (again.length === 0 && !held) main.playback.resume();
    }
    const [stroke] = again;
    if (stroke === undefined || detour || main.playback.state !== "paused") return;
    again = again.slice(1);
    detour = makeLeg(detourTo(job, stroke, main.playback), stroke);
  };

  return {
    get state(): PlaybackState {
      if (main.playback.state === "over") return "over";
      return held ? (detour ?? main).playback.state : "playing";
    },
    get halted() {
      if (ended === undefined) return undefined;
      return ended === "cancelled" ? "the job was cancelled" : "somebody pressed stop";
    },
    get ended() {
      return ended;
    },
    get done() {
      return main.done();
    },
    get inStroke() {
      return (detour ?? main).inStroke();
    },
    get secondsLeft() {
      return main.secondsLeft(factor) + (detour?.secondsLeft(factor) ?? 0);
    },
    get factor() {
      return factor;
    },
    get offset() {
      return wantedOffset;
    },

    order(order) {
      if (ended === undefined && main.playback.state !== "over") take(order);
    },
    advance(dt) {
      if (ended !== undefined) return;
      const step = OFFSET_SLEW * dt;
      offset += Math.min(step, Math.max(-step, wantedOffset - offset));
      (detour ?? main).advance(dt, factor);
      turnOff();
    },
    read(out, lead) {
      (detour ?? main).playback.read(out, lead);
      out[4] = ended === undefined ? out[4] + offset * (1 - out[4]) : 1;
    },
  };
}

interface Leg {
  readonly playback: Playback;
  /** The stroke of the whole job that a detour draws; −1 for the job itself. */
  readonly repeats: number;
  advance(dt: number, factor: number): void;
  done(): number;
  inStroke(): boolean;
  secondsLeft(factor: number): number;
}

/** A job being played, with an eye on the move that is under way. */
function makeLeg(job: Job, repeats = -1): Leg {
  const timeline = makeTimeline(setpoints(job));
  const playback = makePlayback(timeline);
  const rateAt = makeInkRate(timeline, job.settings.travel.jointSpeed);
  const { moves } = job;
  let current = 0;
  let inkLeft = 0;
  for (const { kind, seconds } of moves) if (kind === "draw") inkLeft += seconds;
  return {
    playback,
    repeats,
    advance(dt, factor) {
      playback.rate = rateAt(playback.played, factor);
      playback.advance(dt);
      while (current < moves.length && playback.played >= endOf(job, current)) {
        if (moves[current].kind === "draw") inkLeft -= moves[current].seconds;
        current++;
      }
    },
    done: () => moves[current]?.stroke ?? job.strokes.length,
    inStroke: () => current < moves.length && moves[current].kind !== "travel",
    secondsLeft(factor) {
      const move = moves[current];
      const drawn = move?.kind === "draw" ? playback.played - move.begins : 0;
      const ink = Math.max(0, inkLeft - drawn);
      return Math.max(0, job.seconds - playback.played - ink) + ink / factor;
    },
  };
}

const endOf = ({ moves }: Job, i: number): number => moves[i].begins + moves[i].seconds;

/** A job of one stroke, from the place where the pen waits and back. */
function detourTo({ strokes, settings }: Job, stroke: number, waits: Playback): Job {
  const moment = new Float64Array(MOMENT);
  waits.read(moment, 0);
  const arm = { ...settings.arm, home: [moment[2], moment[3]] as const };
  return planJob([strokes[stroke]], { ...settings, arm });
}
