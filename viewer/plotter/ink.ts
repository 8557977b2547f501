/** The ink on the paper, which only ever grows. */
import { Lines } from "./lines.ts";
import { type Look, order } from "./look.ts";

/** Width of a line of the pen [m]. */
const WIDTH = 5e-4;

export class Ink {
  readonly #lines: Lines;
  /** Points so far, among them those where the pen was lifted. */
  #count = 0;
  #x = 0;
  #y = 0;
  #isDown = false;

  constructor({ ink }: Look) {
    this.#lines = new Lines({ colour: ink, opacity: 1, width: WIDTH, order: order.ink });
  }

  get root(): Lines["root"] {
    return this.#lines.root;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Takes points x, y, pen [3 n] of which `tick` are on the sheet with them; returns false if some before them are
   * missing.
   */
  add(points: Float32Array, tick: number): boolean {
    const first = tick - points.length / 3;
    if (first > this.#count) return false;
    for (let i = 3 * (this.#count - first); i < points.length; i += 3) {
      this.#visit(points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] === 1);
    }
    return true;
  }

  #visit(x: number, y: number, isDown: boolean): void {
    if (isDown) {
      const [fromX, fromY] = this.#isDown ? [this.#x, this.#y] : [x, y];
      this.#lines.push(fromX, fromY, x, y);
    }
    this.#x = x;
    this.#y = y;
    this.#isDown = isDown;
    this.#count += 1;
  }

  clear(): void {
    this.#lines.clear();
    this.#count = 0;
    this.#isDown = false;
  }

  tune(pixel: number): void {
    this.#lines.tune(0, pixel);
  }
}
