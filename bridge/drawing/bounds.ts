/**
 * How much a drawing may ask for. Each bound is far above what a pen can draw in a day, and low enough
 * that a hostile file is refused in seconds, within 1 GB of memory.
 */
import { DrawingError } from "./drawing-error.ts";

export const BYTES_MAX = 64 * 2 ** 20;
/** Elements in the file. */
export const ELEMENTS_MAX = 500_000;
/** Elements one inside the other. */
export const DEPTH_MAX = 256;
/** Elements drawn, counting each `use` of an element. */
export const VISITS_MAX = 500_000;
/** Pieces of lines and curves drawn. */
export const SEGMENTS_MAX = 1_500_000;
/** Points of all strokes, once curves are lines. */
export const POINTS_MAX = 1_500_000;
/** Strokes, before those that touch are joined. */
export const STROKES_MAX = 300_000;
/** Ink of all strokes as they are drawn [m]: two days, and more than a pen holds. */
export const INK_MAX = 5_000;
/** Characters of text. */
export const TEXT_CHARACTERS_MAX = 1_000_000;
/** Characters of a stretch of path data from one M to the next. */
export const SUBPATH_CHARACTERS_MAX = 4_000_000;
/** Style rules in a file, and how often one may be tried on an element. */
export const RULES_MAX = 5_000;
export const RULE_TRIALS_MAX = 5_000_000;
/** Characters that entities may add to a file. */
export const ENTITY_CHARACTERS_MAX = 1_000_000;
/** Pens, or groups, that are told apart. */
export const LAYERS_MAX = 64;

/** Counts up to a bound, and says what was too much. */
export class Count {
  readonly #max: number;
  readonly #what: string;
  #used = 0;

  constructor(max: number, what: string) {
    this.#max = max;
    this.#what = what;
  }

  add(n = 1): void {
    this.#used += n;
    if (this.#used > this.#max) {
      throw new DrawingError(
        `more than ${this.#max.toLocaleString("en")} ${this.#what}: too much for a pen; simplify the drawing or split it`,
      );
    }
  }
}
