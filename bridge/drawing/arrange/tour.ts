/**
 * The order of strokes as it is being improved: a list of the ends at which the pen enters them, from home
 * and back home.
 */
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { endAt, endCount, otherEnd, strokeOf } from "./stroke-ends.ts";

export class Tour {
  /** Entries that were moved so far: what all the changes cost. */
  steps = 0;
  readonly #entries: number[];
  readonly #position: Int32Array;
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #home: readonly [number, number];

  constructor(entries: number[], strokes: readonly Stroke[], home: readonly [number, number]) {
    this.#entries = entries;
    this.#home = home;
    this.#position = new Int32Array(strokes.length);
    entries.forEach((entry, i) => {
      this.#position[strokeOf(entry)] = i;
    });
    const count = endCount(strokes);
    this.#xs = new Float64Array(count);
    this.#ys = new Float64Array(count);
    for (let end = 0; end < count; end++) [this.#xs[end], this.#ys[end]] = endAt(strokes, end);
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Where each end is [m]. */
  get places(): { readonly xs: Float64Array; readonly ys: Float64Array } {
    return { xs: this.#xs, ys: this.#ys };
  }

  /** The end at which the pen enters, or leaves, the stroke at a place of the tour; undefined at home. */
  entryAt(i: number): number | undefined {
    return this.#entries[i];
  }

  exitAt(i: number): number | undefined {
    const entry = this.#entries[i];
    return entry === undefined ? undefined : otherEnd(entry);
  }

  /** The place in the tour of the stroke that an end belongs to. */
  positionOf(end: number): number {
    return this.#position[strokeOf(end)] ?? 0;
  }

  /** From end to end, or from home, or to it [m]. */
  between(a: number | undefined, b: number | undefined): number {
    const [ax, ay] = a === undefined ? this.#home : [this.#xs[a] ?? 0, this.#ys[a] ?? 0];
    const [bx, by] = b === undefined ? this.#home : [this.#xs[b] ?? 0, this.#ys[b] ?? 0];
    return Math.hypot(ax - bx, ay - by);
  }

  /** Draws the strokes from one place of the tour to another in the opposite order and direction. */
  turnAround(from: number, to: number): void {
    for (let i = from, j = to; i <= j; i++, j--) {
      const [a = 0, b = 0] = [this.#entries[i], this.#entries[j]];
      this.#entries[i] = otherEnd(b);
      this.#entries[j] = otherEnd(a);
      this.#position[strokeOf(b)] = i;
      this.#position[strokeOf(a)] = j;
    }
    this.steps += Math.max(0, to - from + 1);
  }
}
