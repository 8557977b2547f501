/**
 * The loop's heartbeat: a stream with one emission a tick, against absolute deadlines.
 *
 * Numbers live in typed arrays here, for a double that goes through a parameter, a captured variable or
 * a field may cost V8 a heap number, and a tick should leave no garbage.
 */
import { Observable } from "rxjs";
import type { Elapsed } from "../plant/plant.ts";
import type { ReadonlyVec, Vec } from "../plant/vec.ts";

/** Places in the `moments` of a wait, all in seconds since some fixed moment. */
export const DEADLINE = 0;
export const CALLED = 1;
export const RETURNED = 2;

/** Where time comes from: the machine's clock, or one that a test moves. */
export interface Timer {
  /**
   * Returns at `moments[DEADLINE]`, or at once where that has passed; notes when it was called and
   * when it returned. Blocks its thread, and nothing else. Real-time safe.
   */
  wait(moments: Vec): void;
}

/**
 * What becomes of ticks that are due while the loop is busy, or was not woken:
 *
 * - `skip`: dropped and counted. The next one comes at once, and then all at the multiples as before.
 * - `catch-up`: made up for one right after another, up to BURST of them; what is beyond is dropped.
 * - `slip`: put off. The tick that is late is the start of a new row of multiples.
 */
export const OVERRUN_POLICIES = ["skip", "catch-up", "slip"] as const;
export type OverrunPolicy = (typeof OVERRUN_POLICIES)[number];

/** Ticks that are made up for at most: a loop that has fallen further behind will not get there. */
const BURST = 16;

/** One turn of the clock, times in seconds since the start. Borrowed: the next turn overwrites it. */
export interface Tick extends Elapsed {
  /** Which period this is; numbers are left out where ticks were dropped. */
  readonly index: number;
  /** When this period began. */
  readonly due: number;
  /** When the tick came. */
  readonly at: number;
  /** How long after the deadline that was waited for; more than a period where ticks were missed. */
  readonly late: number;
  /** How long after the tick before it came: measured, not assumed. */
  readonly dt: number;
  /** Periods so far that passed without a tick of their own. */
  readonly missed: number;
  /** Ticks so far that came a period or more after their deadline. */
  readonly overruns: number;
  /** How long the tick before this one took, all told; 0 on the first. */
  readonly spent: number;
}

export interface FixedRateOptions {
  readonly timer: Timer;
  /** [s]; or [0] of a vector, which may be changed between ticks: the next one is of the new rate. */
  readonly period: number | ReadonlyVec;
  /** `skip`, unless told. */
  readonly overrun?: OverrunPolicy;
  /** Asked before every tick; the stream completes when it says true. */
  readonly stop: () => boolean;
}

/**
 * Ticks at every multiple of `period` since subscription, until `stop`.
 *
 * Each deadline is counted from the start and not from the tick before, so lateness does not add up.
 * The stream runs inside `subscribe`, which returns when it ends: it owns its thread.
 */
export function fixedRate(options: FixedRateOptions): Observable<Tick> {
  const { timer, period, overrun = "skip", stop } = options;
  const pace = typeof period === "number" ? Float64Array.of(period) : period;
  return new Observable((subscriber) => {
    const moments = new Float64Array(3);
    timer.wait(moments);
    const tick = new TickRecord(moments[RETURNED], pace, overrun);
    while (!subscriber.closed && !stop()) {
      tick.aim(moments);
      timer.wait(moments);
      tick.advance(moments);
      subscriber.next(tick);
    }
    subscriber.complete();
  });
}

/** Places in the times that a tick record keeps [s]: deadlines are `ANCHOR` and whole periods. */
const START = 0;
const ANCHOR = 1;
const PERIOD = 2;

/** Plain fields, for a getter that is not inlined boxes what it returns. */
class TickRecord implements Tick {
  index = 0;
  due = 0;
  at = 0;
  late = 0;
  dt = 0;
  missed = 0;
  overruns = 0;
  spent = 0;
  readonly #times: Vec;
  /** The period that began at `ANCHOR`. */
  #anchored = 0;
  readonly #pace: ReadonlyVec;
  /** How far behind the clock this may be, in periods, before it drops ticks. */
  readonly #patience: number;
  readonly #slips: boolean;

  constructor(start: number, pace: ReadonlyVec, overrun: OverrunPolicy) {
    this.#times = Float64Array.of(start, 0, pace[0]);
    this.#pace = pace;
    this.#patience = overrun === "catch-up" ? BURST : 0;
    this.#slips = overrun === "slip";
  }

  /** moments[DEADLINE] ← when the next tick is due. */
  aim(moments: Vec): void {
    if (this.#pace[0] !== this.#times[PERIOD]) this.#changePace();
    const periods = this.index + 1 - this.#anchored;
    moments[DEADLINE] = this.#times[START] + this.#times[ANCHOR] + periods * this.#times[PERIOD];
  }

  /** Becomes the tick that the wait which `aim` set has ended in. */
  advance(moments: Vec): void {
    const period = this.#times[PERIOD];
    const next = this.index + 1;
    const at = moments[RETURNED] - this.#times[START];
    const due = this.#times[ANCHOR] + (next - this.#anchored) * period;
    const behind = Math.max(0, Math.floor((at - due) / period + ROUNDING));
    if (next > 1) this.spent = moments[CALLED] - this.#times[START] - this.at;
    this.late = Math.max(0, at - due);
    this.dt = at - this.at;
    this.at = at;
    // Without a branch, for V8 throws away the code of a tick when it comes where it has never been.
    this.overruns += Math.min(1, behind);
    const dropped = Math.max(0, behind - this.#patience);
    this.missed += dropped;
    this.index = next + dropped;
    this.due = due + dropped * period;
    if (this.#slips) this.#slip(next, behind);
  }

  /** Tick number `next` and not a later one, due now where it is a period or more behind. */
  #slip(next: number, behind: number): void {
    const late = Math.min(1, behind) * this.late;
    this.#times[ANCHOR] += late;
    this.index = next;
    this.due = this.#times[ANCHOR] + (next - this.#anchored) * this.#times[PERIOD];
  }

  /** From the last multiple of the new period on, so that no tick waits longer than that. */
  #changePace(): void {
    const period = this.#pace[0];
    this.#times[ANCHOR] = Math.floor(this.due / period + ROUNDING) * period;
    this.#times[PERIOD] = period;
    this.#anchored = this.index;
  }
}

/** Parts of a period that are the error of floating point, not time. */
const ROUNDING = 1e-6;

/** A timer for tests and experiments: waiting takes no time. */
export function virtualTimer(): Timer {
  const now = new Float64Array(1);
  return {
    wait(moments) {
      moments[CALLED] = now[0];
      now[0] = Math.max(now[0], moments[DEADLINE]);
      moments[RETURNED] = now[0];
    },
  };
}
