/**
 * The ink on the paper, as the page shows it: points in the order in which they were drawn.
 */
import { TRAIL_POINTS_MAX } from "../../../bridge/protocol/frame-layout.ts";

/** Points nearer to the last one are left out [m]. */
const STEP = 1e-4;
/** Ten hours of drawing without a pause: 36 MB. More is not shown. */
const POINTS_MAX = 3_000_000;
const FIRST_ROOM = 4096;

export class InkSheet {
  #points = new Float32Array(3 * FIRST_ROOM);
  #count = 0;
  #isDown = false;
  #sheet = 1;

  /** Its number: new paper, another sheet. */
  get sheet(): number {
    return this.#sheet;
  }

  /** Points so far. */
  get count(): number {
    return this.#count;
  }

  /** The pen is at (x, y) [m], on the paper or above it. */
  add(x: number, y: number, isDown: boolean): void {
    const wasDown = this.#isDown;
    this.#isDown = isDown;
    if (!(isDown || wasDown) || this.#count === POINTS_MAX) return;
    const at = 3 * this.#count;
    const near =
      wasDown &&
      Math.hypot(x - (this.#points[at - 3] ?? 0), y - (this.#points[at - 2] ?? 0)) < STEP;
    if (isDown && near) return;
    if (at === this.#points.length) {
      const larger = new Float32Array(2 * at);
      larger.set(this.#points);
      this.#points = larger;
    }
    this.#points.set([x, y, isDown ? 1 : 0], at);
    this.#count++;
  }

  /** A line x₀ y₀ x₁ y₁ … [m] was drawn before this program began. */
  addLine(line: ArrayLike<number>): void {
    for (let i = 0; i + 1 < line.length; i += 2) this.add(line[i] ?? 0, line[i + 1] ?? 0, true);
    this.add(line[line.length - 2] ?? 0, line[line.length - 1] ?? 0, false);
  }

  /** What came after the first `from` points, copied; at most the newest of a frame. */
  since(from: number, most = TRAIL_POINTS_MAX): Float32Array {
    const first = Math.max(from, this.#count - most, 0);
    return this.#points.slice(3 * first, 3 * this.#count);
  }

  /** There is new paper. */
  clear(): void {
    this.#sheet++;
    this.#count = 0;
    this.#isDown = false;
  }
}
