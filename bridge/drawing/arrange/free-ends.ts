/**
 * The ends of strokes that are not used yet, by place.
 *
 * The index (flatbush) cannot forget. So it is made anew when looking through what it should have
 * forgotten has cost as much as making it: a hundred thousand strokes in one place stay affordable.
 */
import Flatbush from "flatbush";
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { endAt, strokeOf } from "./stroke-ends.ts";

/** Making an index costs about as much as passing over each of its ends so often. */
const WORTH = 10;

export class FreeEnds {
  readonly #strokes: readonly Stroke[];
  readonly #used: Uint8Array;
  /** The strokes in the index. */
  #indexed: number[];
  #index: Flatbush;
  /** How often a used end has been passed over since the index was made. */
  #passed = 0;

  constructor(strokes: readonly Stroke[]) {
    this.#strokes = strokes;
    this.#used = new Uint8Array(strokes.length);
    this.#indexed = strokes.map((_, i) => i);
    this.#index = this.#makeIndex();
  }

  isFree(stroke: number): boolean {
    return !this.#used[stroke];
  }

  take(stroke: number): void {
    this.#used[stroke] = 1;
  }

  /** Up to `count` free ends within a distance [m], the nearest first. */
  near(x: number, y: number, count: number, within = Number.POSITIVE_INFINITY): number[] {
    if (this.#passed > WORTH * this.#indexed.length) {
      this.#indexed = this.#indexed.filter((stroke) => this.isFree(stroke));
      this.#index = this.#makeIndex();
      this.#passed = 0;
    }
    const found = this.#index.neighbors(x, y, count, within, (k) => {
      if (this.isFree(strokeOf(this.#endOf(k)))) return true;
      this.#passed++;
      return false;
    });
    return found.map((k) => this.#endOf(k));
  }

  /** The end that is number `k` in the index. */
  #endOf(k: number): number {
    return 2 * (this.#indexed[k >> 1] ?? 0) + (k & 1);
  }

  #makeIndex(): Flatbush {
    // An index of nothing cannot be made; the end of a used stroke is passed over.
    if (this.#indexed.length === 0) this.#indexed = [0];
    const index = new Flatbush(2 * this.#indexed.length);
    for (const stroke of this.#indexed) {
      index.add(...endAt(this.#strokes, 2 * stroke));
      index.add(...endAt(this.#strokes, 2 * stroke + 1));
    }
    index.finish();
    return index;
  }
}
