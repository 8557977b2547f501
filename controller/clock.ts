/**
 * The loop's heartbeat: a stream with one emission a tick, against absolute deadlines.
 */
import { Observable } from "rxjs";

/** Where time comes from: the machine's clock, or one that a test moves. */
export interface Timer {
  /** Seconds since some fixed moment. Real-time safe. */
  now(): number;
  /** Returns at `time`, or at once where that has passed. Blocks its thread, and nothing else. */
  waitUntil(time: number): void;
}

/** One turn of the clock. Borrowed: the next turn overwrites it. */
export interface Tick {
  /** Which period since the start this is; numbers are missing where ticks were missed. */
  readonly index: number;
  /** When it was due, since the start [s]. */
  readonly due: number;
  /** When it came, since the start [s]. */
  readonly at: number;
  /** How long after the tick before it came: measured, not assumed [s]. */
  readonly dt: number;
  /** Ticks dropped so far because the loop was not ready for them. */
  readonly missed: number;
  /** How long the tick before this one took, all told [s]; 0 on the first. */
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
    const tick = { index: 0, due: 0, at: 0, dt: 0, missed: 0, spent: 0 };
    const start = timer.now();
    let before = 0;
    let next = 1;
    while (!subscriber.closed && !stop()) {
      timer.waitUntil(start + next * period);
      const at = timer.now() - start;
      const index = Math.max(next, Math.floor(at / period + 1e-9));
      tick.missed += index - next;
      tick.index = index;
      tick.due = index * period;
      tick.at = at;
      tick.dt = at - before;
      before = at;
      next = index + 1;
      subscriber.next(tick);
      tick.spent = timer.now() - start - at;
    }
    subscriber.complete();
  });
}

/** A timer for tests and experiments: waiting takes no time. */
export function virtualTimer(): Timer {
  let time = 0;
  return {
    now: () => time,
    waitUntil: (until) => {
      time = Math.max(time, until);
    },
  };
}
