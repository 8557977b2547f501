/** The stretch of time that all charts show: the newest seconds, or what the visitor holds on to. */

/** No shorter stretch is shown [s]: records are 10 ms apart. */
const SHORTEST = 0.2;

/** Seconds that are shown until the visitor says otherwise. */
const FIRST_SPAN = 30;

export class TimeWindow {
  #span = FIRST_SPAN;
  #held: { readonly from: number; readonly to: number } | undefined;

  /** Seconds that are shown. */
  get span(): number {
    return this.#held === undefined ? this.#span : this.#held.to - this.#held.from;
  }

  get isHeld(): boolean {
    return this.#held !== undefined;
  }

  /** Shows the newest `span` seconds from now on. */
  follow(span = this.#span): void {
    this.#span = span;
    this.#held = undefined;
  }

  /** Holds on to a stretch; it is made long enough to be seen. */
  hold(from: number, to: number): void {
    const lack = Math.max(0, SHORTEST - (to - from)) / 2;
    this.#held = { from: from - lack, to: to + lack };
  }

  /** Stops what is seen where it is, or lets it go on. */
  toggle(newest: number): void {
    if (this.isHeld) this.follow();
    else this.hold(newest - this.#span, newest);
  }

  /** Shows `factor` times as much, and leaves `at` where it is. */
  zoom(factor: number, at: number, newest: number): void {
    const { from, to } = this.range(newest);
    this.hold(at - factor * (at - from), at + factor * (to - at));
  }

  /** What is shown when the newest record is from `newest`. */
  range(newest: number): { readonly from: number; readonly to: number } {
    if (this.#held !== undefined) return this.#held;
    const to = Number.isFinite(newest) ? newest : 0;
    return { from: to - this.#span, to };
  }
}
