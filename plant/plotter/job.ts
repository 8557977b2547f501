/**
 * A drawing as a sequence of moves in time: there, pen down, along, pen up, and so on, and home.
 *
 * The arm stands still while the pen goes up or down, and a moment before (`settle`): it lags behind
 * its setpoints, and a pen lifted at once would leave the end of a stroke out. Only durations are kept; the path
 * of a move is worked out again when its setpoints are wanted, so a long job takes little memory.
 */
import type { PenArm } from "./pen-arm.ts";
import { roundCorners } from "./rounded-path.ts";
import type { Stroke } from "./stroke.ts";
import { lengthOf } from "./stroke.ts";
import type { MotionLimits, TimedPath } from "./timed-path.ts";
import { timePath } from "./timed-path.ts";
import { travelBetween } from "./travel.ts";

interface PenTiming {
  /** How long the pen takes up and down [s]. Down is slow: a pen that drops makes a blot. */
  readonly lift: number;
  readonly lower: number;
  /** How long the arm has stood still before the pen moves [s]. */
  readonly settle: number;
}

export interface JobSettings {
  readonly arm: PenArm;
  readonly drawing: MotionLimits;
  readonly travel: MotionLimits;
  readonly pen: PenTiming;
  /** How far from a corner the pen may pass [m]. */
  readonly corner: number;
  /** Between two setpoints [s]. */
  readonly period: number;
}

export type MoveKind = "travel" | "settle" | "lower" | "draw" | "lift";

export interface Move {
  readonly kind: MoveKind;
  /** The stroke that it draws, or on whose account it is made; their number on the way home. */
  readonly stroke: number;
  /** [s] since the beginning of the job. */
  readonly begins: number;
  readonly seconds: number;
}

export interface Job {
  readonly settings: JobSettings;
  readonly strokes: readonly Stroke[];
  readonly moves: readonly Move[];
  /** From the first setpoint to the last [s]: a whole number of periods. */
  readonly seconds: number;
  /** On paper, and in the air [m]. */
  readonly ink: number;
  readonly air: number;
}

/** Throws a RangeError where a stroke leaves the reach. */
export function planJob(strokes: readonly Stroke[], settings: JobSettings): Job {
  const moves: Move[] = [];
  let begins = 0;
  const add = (kind: MoveKind, stroke: number, seconds: number): void => {
    if (seconds > 0) moves.push({ kind, stroke, begins, seconds });
    begins += seconds;
  };
  let ink = 0;
  let air = 0;
  const { pen } = settings;
  for (let i = 0; i <= strokes.length; i++) {
    const way = travelTo(strokes, i, settings);
    air += lengthOf(way);
    add("travel", i, timed(way, settings, settings.travel).seconds);
    if (i === strokes.length) break;
    ink += lengthOf(strokes[i]);
    add("settle", i, pen.settle);
    add("lower", i, pen.lower);
    add("draw", i, timed(strokes[i], settings, settings.drawing).seconds);
    add("settle", i, pen.settle);
    add("lift", i, pen.lift);
  }
  const { period } = settings;
  const seconds = Math.max(0, Math.ceil(begins / period - 1e-9)) * period;
  return { settings, strokes, moves, seconds, ink, air };
}

/** The path of a move, timed; undefined while the arm stands still. */
export function pathOf({ settings, strokes }: Job, { kind, stroke }: Move): TimedPath | undefined {
  if (kind === "travel")
    return timed(travelTo(strokes, stroke, settings), settings, settings.travel);
  if (kind === "draw") return timed(strokes[stroke], settings, settings.drawing);
  return undefined;
}

/** The way through the air to a stroke; after the last one, home. */
function travelTo(strokes: readonly Stroke[], i: number, { arm }: JobSettings): Stroke {
  const [homeX, homeY] = arm.home;
  const before = i > 0 ? strokes[i - 1] : undefined;
  const from = before ? [before[before.length - 2], before[before.length - 1]] : [homeX, homeY];
  const to = i < strokes.length ? [strokes[i][0], strokes[i][1]] : [homeX, homeY];
  return travelBetween(arm, from[0], from[1], to[0], to[1]);
}

const timed = (line: Stroke, { arm, corner }: JobSettings, limits: MotionLimits): TimedPath =>
  timePath(roundCorners(line, corner), arm, limits);
