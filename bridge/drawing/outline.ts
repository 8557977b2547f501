/**
 * Lines, cubic curves and arcs of ellipses, as exact as the file gave them: they become points only when
 * it is known how large they will be drawn.
 *
 * One growing array of numbers: a kind, then its arguments. A kind is chosen so that an affine map of the
 * curve is the map of its arguments; that of an arc is  c + u cos t + v sin t.
 */
import type { Affine } from "./affine.ts";

export const MOVE = 0; // x y
export const LINE = 1; // x y
export const CUBIC = 2; // x₁ y₁ x₂ y₂ x y
export const ARC = 3; // cx cy ux uy vx vy t₀ t₁ x y
export const CLOSE = 4;

export class Outline {
  #numbers = new Float64Array(64);
  #used = 0;

  /** What has been written so far; borrowed until more is written. */
  get numbers(): Float64Array {
    return this.#numbers.subarray(0, this.#used);
  }

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  add(...numbers: readonly number[]): void {
    if (this.#used + numbers.length > this.#numbers.length) {
      const larger = new Float64Array(2 * this.#numbers.length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set(numbers, this.#used);
    this.#used += numbers.length;
  }
}

/** Writes into an outline through an affine map. What is not finite ends the shape that it is in. */
export class Tracer {
  readonly #outline: Outline;
  readonly #map: Affine;
  /** Whether something was left out because a number was too large, or none. */
  broken = false;

  constructor(outline: Outline, map: Affine) {
    this.#outline = outline;
    this.#map = map;
  }

  moveTo(x: number, y: number): void {
    this.#add(MOVE, ...this.#point(x, y));
  }

  lineTo(x: number, y: number): void {
    this.#add(LINE, ...this.#point(x, y));
  }

  cubicTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#add(CUBIC, ...this.#point(x1, y1), ...this.#point(x2, y2), ...this.#point(x, y));
  }

  /** An arc about (cx, cy) with conjugate radii u and v, from angle t₀ to t₁, that ends at (x, y). */
  arcTo(
    [cx, cy]: readonly [number, number],
    [ux, uy]: readonly [number, number],
    [vx, vy]: readonly [number, number],
    [t0, t1]: readonly [number, number],
    [x, y]: readonly [number, number],
  ): void {
    this.#add(
      ARC,
      ...this.#point(cx, cy),
      ...this.#vector(ux, uy),
      ...this.#vector(vx, vy),
      ...[t0, t1],
      ...this.#point(x, y),
    );
  }

  close(): void {
    this.#add(CLOSE);
  }

  #point(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.#map;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  #vector(x: number, y: number): [number, number] {
    const [a, b, c, d] = this.#map;
    return [a * x + c * y, b * x + d * y];
  }

  #add(...numbers: readonly number[]): void {
    this.broken ||= !numbers.every(Number.isFinite);
    if (!this.broken) this.#outline.add(...numbers);
  }
}
