/**
 * The order of strokes as it is being improved: a list of the ends at which the pen enters them, from home
 * and back home.
 */
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { endAt, endCount, otherEnd, strokeOf } from "./stroke-ends.ts";

export class Tour {
  /** Entries that were moved so far: what all the changes cost. */
  steps = 0;
  /** Where each end is, and at last home [m]. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** The end that stands for home: before the first stroke, and after the last. */
  readonly home: number;
  readonly #entries: number[];
  readonly #position: Int32Array;

  constructor(entries: number[], strokes: readonly Stroke[], home: readonly [number, number]) {
    this.#entries = entries;
    this.#position = new Int32Array(strokes.length);
    entries.forEach((entry, i) => {
      this.#position[strokeOf(entry)] = i;
    });
    this.home = endCount(strokes);
    this.xs = new Float64Array(this.home + 1);
    this.ys = new Float64Array(this.home + 1);
    for (let end = 0; end < this.home; end++) [this.xs[end], this.ys[end]] = endAt(strokes, end);
    [this.xs[this.home], this.ys[this.home]] = home;
  }

  get length(): number {
    return this.#entries.length;
  }

  /** The end at which the pen enters the stroke at a place of the tour. */
  entryAt(i: number): number {
    return this.#entries[i] ?? this.home;
  }

  /** The end at which it leaves that stroke. */
  exitAt(i: number): number {
    const entry = this.entryAt(i);
    return entry === this.home ? entry : otherEnd(entry);
  }

  /** The place in the tour of the stroke that an end belongs to. */
  positionOf(end: number): number {
    return this.#position[strokeOf(end)] ?? 0;
  }

  /** From end to end [m]. */
  between(a: number, b: number): number {
    const dx = (this.xs[a] ?? 0) - (this.xs[b] ?? 0);
    const dy = (this.ys[a] ?? 0) - (this.ys[b] ?? 0);
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** Draws the strokes from one place of the tour to another in the opposite order and direction. */
  turnAround(from: number, to: number): void {
    for (let i = from, j = to; i <= j; i++, j--) {
      const a = this.entryAt(i);
      const b = this.entryAt(j);
      this.#entries[i] = otherEnd(b);
      this.#entries[j] = otherEnd(a);
      this.#position[strokeOf(b)] = i;
      this.#position[strokeOf(a)] = j;
    }
    this.steps += Math.max(0, to - from + 1);
  }
}
