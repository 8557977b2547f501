/** One alarm: a number that must not stay above its limit. */

/** So long above before it is raised, and so long below before it is over [s]: a spike is no state. */
const RAISE_S = 0.5;
const CLEAR_S = 2;
/** Below this share of the limit counts as below: an alarm that flickers is one that is ignored. */
const HYSTERESIS = 0.9;

export class Alarm {
  limit: number;
  #isRaised = false;
  #since: number | undefined;

  constructor(limit: number) {
    this.limit = limit;
  }

  get isRaised(): boolean {
    return this.#isRaised;
  }

  /** Looks at `value` at `time` [s]; says what has changed. What is no number changes nothing. */
  look(value: number, time: number): "raised" | "cleared" | undefined {
    if (!Number.isFinite(value)) return undefined;
    const wants = this.#isRaised ? value < HYSTERESIS * this.limit : value > this.limit;
    // A limit of 0 cannot be fallen below: there, reaching it is enough.
    const isEven = this.#isRaised && this.limit === 0 && value === 0;
    if (!wants && !isEven) {
      this.#since = undefined;
      return undefined;
    }
    this.#since = Math.min(time, this.#since ?? time);
    if (time - this.#since < (this.#isRaised ? CLEAR_S : RAISE_S)) return undefined;
    this.#isRaised = !this.#isRaised;
    this.#since = undefined;
    return this.#isRaised ? "raised" : "cleared";
  }
}
