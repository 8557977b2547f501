/**
 * Whether what a board reports is of now: it reports every so many milliseconds of its own time, so by when its reports come
 * one sees whether its time passes as ours does.
 *
 *   fresh at t      if the last COUNT reports took, within SLACK, the COUNT − 1 intervals that they should
 *
 * A board that is behind (a twin on a busy computer, a line that has jammed and now pours out what it held) reports angles of
 * another moment, from which nothing must be learnt. (How far a board is behind is for answer-clock.ts to say.)
 */

/** Reports that are looked at. */
const COUNT = 8;
/** How much longer or shorter they may take [s]: a look at the port every 5 ms, and a late timer. */
const SLACK = 0.02;

export interface SenseClock {
  /** A report has come at `now` [s]. */
  heard(now: number): void;
  /** When the last one came [s], if that was in time; −∞ if the board's time and ours do not agree. */
  freshAt(): number;
}

/** `interval`: between two reports [s]. */
export function makeSenseClock(interval: number): SenseClock {
  const times = new Float64Array(COUNT).fill(Number.NEGATIVE_INFINITY);
  let newest = 0;
  return {
    heard(now) {
      newest = (newest + 1) % COUNT;
      times[newest] = now;
    },
    freshAt() {
      const last = times[newest] ?? Number.NEGATIVE_INFINITY;
      const took = last - (times[(newest + 1) % COUNT] ?? Number.NEGATIVE_INFINITY);
      const isInTime = Math.abs(took - (COUNT - 1) * interval) <= SLACK;
      return isInTime ? last : Number.NEGATIVE_INFINITY;
    },
  };
}
