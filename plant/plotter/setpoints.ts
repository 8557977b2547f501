/**
 * A job as what a machine is to do, one setpoint every period. They are worked out as they are asked for.
 */
import type { ReadonlyVec } from "../vec.ts";
import type { Job, Move, MoveKind } from "./job.ts";
import { pathOf } from "./job.ts";
import { penAt } from "./timed-path.ts";

/** Borrowed: it is overwritten by the next, so copy what you keep. */
export interface Setpoint {
  /** [s] since the beginning of the job; a multiple of the period. */
  readonly time: number;
  /** Where the tip of the pen is to be [m]. */
  readonly pen: ReadonlyVec;
  /** The joint angles that put it there [rad]. */
  readonly q: ReadonlyVec;
  /** 0 on the paper, 1 lifted, and in between on the way. */
  readonly height: number;
  readonly kind: MoveKind;
  readonly stroke: number;
}

export function* setpoints(job: Job): Generator<Setpoint, void, void> {
  const { arm, period } = job.settings;
  const pen = Float64Array.from(arm.home);
  const q = new Float64Array(2);
  const count = Math.round(job.seconds / period);
  const kind: MoveKind = "travel";
  const setpoint: { -readonly [K in keyof Setpoint]: Setpoint[K] } = {
    time: 0,
    pen,
    q,
    height: 1,
    kind,
    stroke: 0,
  };
  let index = 0;
  for (const move of job.moves) {
    const path = pathOf(job, move);
    const ends = move.begins + move.seconds;
    let piece = 0;
    for (; index < count && index * period < ends; index++) {
      const since = index * period - move.begins;
      if (path) piece = penAt(pen, path, since, piece);
      yield fill(since, move);
    }
    // What is left of a move is where the next one begins.
    if (path) penAt(pen, path, move.seconds, piece);
  }
  const last = job.moves.at(-1);
  if (last) yield fill(last.seconds, last);

  function fill(since: number, move: Move): Setpoint {
    if (!arm.inverse(q, pen[0], pen[1])) {
      throw new RangeError(`the pen cannot be at (${pen[0]}, ${pen[1]}) m`);
    }
    setpoint.time = index * period;
    setpoint.height = heightIn(move, since, setpoint.height);
    setpoint.kind = move.kind;
    setpoint.stroke = move.stroke;
    return setpoint;
  }
}

function heightIn({ kind, seconds }: Move, since: number, before: number): number {
  if (kind === "travel") return 1;
  if (kind === "draw") return 0;
  if (kind === "settle") return before > 0.5 ? 1 : 0;
  const part = (1 - Math.cos(Math.PI * Math.min(1, since / seconds))) / 2;
  return kind === "lift" ? part : 1 - part;
}
