/** Pings that the median is taken over: one late answer does not show, a slow link does. */
const KEPT = 5;

/** The median of the last few round trips. */
export class RoundTrip {
  readonly #recent: number[] = [];

  /** Median [ms], or undefined before the first answer. */
  get medianMs(): number | undefined {
    const sorted = [...this.#recent].sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  }

  add(ms: number): void {
    this.#recent.push(ms);
    if (this.#recent.length > KEPT) this.#recent.shift();
  }

  clear(): void {
    this.#recent.length = 0;
  }
}
