/**
 * The loop's heartbeat: a stream with one emission a tick, against absolute deadlines.
 *
 * Numbers live in typed arrays here, for a double that goes through a parameter, a captured variable or
 * a field may cost V8 a heap number, and a tick should leave no garbage.
 */
import { Observable } from "rxjs";
import type { Elapsed } from "../plant/plant.ts";
import type { Vec } from "../plant/vec.ts";

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

/** One turn of the clock, times in seconds since the start. Borrowed: the next turn overwrites it. */
export interface Tick extends Elapsed {
  /** Which period this is; numbers are left out where ticks were missed. */
  readonly index: number;
  /** When this period began. */
  readonly due: number;
  /** When the tick came. */
  readonly at: number;
  /** How long after the deadline that was waited for; more than a period where ticks were missed. */
  readonly late: number;
  /** How long after the tick before it came: measured, not assumed. */
  readonly dt: number;
  /** Ticks dropped so far because the loop was not ready for them. */
  readonly missed: number;
  /** How long the tick before this one took, all told; 0 on the first. */
  readonly spent: number;
}

export interface FixedRateOptions {
  readonly timer: Timer;
  /** [s] */
  readonly period: number;
  /** Asked before every tick; the stream completes when it says true. */
  readonly stop: () => boolean;
}

/**
 * Ticks at every multiple of `period` since subscription, until `stop`.
 *
 * Each deadline is counted from the start and not from the tick before, so lateness does not add up.
 * A tick that is missed is dropped and counted, never caught up in a burst. The stream runs inside
 * `subscribe`, which returns when it ends: it owns its thread.
 */
export function fixedRate({ timer, period, stop }: FixedRateOptions): Observable<Tick> {
  return new Observable((subscriber) => {
    const moments = new Float64Array(3);
    timer.wait(moments);
    const tick = new TickRecord(moments[RETURNED], period);
    while (!subscriber.closed && !stop()) {
      tick.aim(moments);
      timer.wait(moments);
      tick.advance(moments);
      subscriber.next(tick);
    }
    subscriber.complete();
  });
}

/** Plain fields, for a getter that is not inlined boxes what it returns. */
class TickRecord implements Tick {
  index = 0;
  due = 0;
  at = 0;
  late = 0;
  dt = 0;
  missed = 0;
  spent = 0;
  /** When it all began, and the period [s]. */
  readonly #base: Vec;

  constructor(start: number, period: number) {
    this.#base = Float64Array.of(start, period);
  }

  /** moments[DEADLINE] ← when the next tick is due. */
  aim(moments: Vec): void {
    moments[DEADLINE] = this.#base[0] + (this.index + 1) * this.#base[1];
  }

  /** Becomes the tick that the wait which `aim` set has ended in. */
  advance(moments: Vec): void {
    const period = this.#base[1];
    const next = this.index + 1;
    const at = moments[RETURNED] - this.#base[0];
    const index = Math.max(next, Math.floor(at / period + ROUNDING));
    if (next > 1) this.spent = moments[CALLED] - this.#base[0] - this.at;
    this.missed += index - next;
    this.late = Math.max(0, at - next * period);
    this.dt = at - this.at;
    this.at = at;
    this.due = index * period;
    this.index = index;
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
