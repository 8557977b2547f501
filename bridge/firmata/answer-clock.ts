/**
 * How far a board is behind. It is asked for its version ten times a second, which is a byte there and three back, and what it
 * sends comes in the order in which it happened: so whatever is heard is no older than an answer takes.
 *
 *   behind = the longest of the last COUNT answers, or how long an open question has waited
 *
 * The longest, since a board that stands still and then catches up answers some questions at once.
 */

/** Between two questions [s], and until one is asked again that has no answer: a byte may have been lost. */
const EVERY = 0.1;
const AGAIN = 1;
/** Answers that are looked at: those of the last second. */
const COUNT = 10;

export interface AnswerClock {
  /** Asks, if it is time. */
  look(now: number): void;
  /** An answer has come. */
  answered(now: number): void;
  /** [s] */
  behind(now: number): number;
}

export function makeAnswerClock(ask: () => void): AnswerClock {
  const took = new Float64Array(COUNT);
  let newest = 0;
  let spokeAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  return {
    look(now) {
      if (now - spokeAt < (isOpen ? AGAIN : EVERY)) return;
      spokeAt = now;
      if (!isOpen) askedAt = now;
      isOpen = true;
      ask();
    },
    answered(now) {
      if (!isOpen) return;
      isOpen = false;
      newest = (newest + 1) % COUNT;
      took[newest] = now - askedAt;
    },
    behind: (now) => Math.max(isOpen ? now - askedAt : 0, ...took),
  };
}
