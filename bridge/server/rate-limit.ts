/** What to do with a message: carry it out, drop it, drop it and say so, or end the connection. */
export type Verdict = "pass" | "drop" | "complain" | "close";

/** The connection ends when this many times the allowed rate was in excess within one second. */
const PATIENCE = 10;

/** A token bucket: `burst` messages at once, `perSecond` in the long run. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;
  #excess = 0;
  #excessSince = Number.NEGATIVE_INFINITY;

  /** `now` in ms. */
  constructor(perSecond: number, burst: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#now = now;
    this.#tokens = burst;
    this.#filledAt = now();
  }

  /** Judges one message. Complaints come at most once a second. */
  judge(): Verdict {
    const now = this.#now();
    const gained = ((now - this.#filledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return "pass";
    }
    if (now - this.#excessSince >= 1000) {
      this.#excessSince = now;
      this.#excess = 0;
    }
    this.#excess += 1;
    if (this.#excess > PATIENCE * this.#perSecond) return "close";
    return this.#excess === 1 ? "complain" : "drop";
  }
}
