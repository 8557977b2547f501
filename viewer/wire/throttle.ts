/** Passes values on at most once per `periodMs`: the first at once, and always the last. */
export class Throttle<T> {
  readonly #periodMs: number;
  readonly #send: (value: T) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held: { readonly value: T } | undefined;

  constructor(periodMs: number, send: (value: T) => void) {
    this.#periodMs = periodMs;
    this.#send = send;
  }

  /** Sends `value`, now or when the period is over; a later value takes its place. */
  offer(value: T): void {
    this.#held = { value };
    if (this.#timer === undefined) this.#pass();
  }

  /** Sends what is held back, without waiting. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held !== undefined) this.#pass();
  }

  #pass(): void {
    this.#timer = undefined;
    if (this.#held === undefined) return;
    const { value } = this.#held;
    this.#held = undefined;
    this.#timer = setTimeout(() => this.#pass(), this.#periodMs);
    this.#send(value);
  }
}
