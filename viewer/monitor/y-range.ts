/**
 * A vertical scale that makes room at once and takes it back slowly: a curve that is scaled anew with
 * every spike cannot be read.
 */

/** Share of the way back to a tight scale that is gone each picture. */
const BACK = 0.04;
const HEADROOM = 0.08;

export class YRange {
  readonly #least: readonly [number, number];
  #low: number;
  #high: number;

  /** Never shows less than `least`: noise at rest shall look like rest. */
  constructor(least: readonly [number, number]) {
    this.#least = least;
    [this.#low, this.#high] = least;
  }

  /** The scale for what lies between `low` and `high`. */
  around(low: number, high: number): [number, number] {
    const pad = HEADROOM * Math.max(0, high - low);
    const wantedLow = Math.min(this.#least[0], Number.isFinite(low) ? low - pad : this.#least[0]);
    const wantedHigh = Math.max(
      this.#least[1],
      Number.isFinite(high) ? high + pad : this.#least[1],
    );
    const isFloor = wantedLow >= this.#least[0];
    this.#low = Math.min(wantedLow, this.#low + BACK * (wantedLow - this.#low));
    if (isFloor && this.#least[0] - this.#low < 1e-3 * (wantedHigh - wantedLow))
      this.#low = wantedLow;
    this.#high = Math.max(wantedHigh, this.#high + BACK * (wantedHigh - this.#high));
    return [this.#low, this.#high];
  }
}
