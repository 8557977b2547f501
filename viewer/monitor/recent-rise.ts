/** How much a count has grown over the last seconds. */
export class RecentRise {
  readonly #window: number;
  readonly #seen: { readonly time: number; readonly count: number }[] = [];

  /** Over `window` [s]. */
  constructor(window: number) {
    this.#window = window;
  }

  /** Notes the count at `time` [s] and says how much it has grown; a restart counts from 0. */
  note(time: number, count: number): number {
    const newest = this.#seen.at(-1);
    if (newest !== undefined && (time < newest.time || count < newest.count)) this.#seen.length = 0;
    this.#seen.push({ time, count });
    while ((this.#seen[1]?.time ?? time) < time - this.#window) this.#seen.shift();
    return count - (this.#seen[0]?.count ?? count);
  }
}
