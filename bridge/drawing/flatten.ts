/**
 * Turns outlines into strokes: curves into as few equal parts as keep to a tolerance ε.
 *
 *   cubic:  n = ⌈√(¾ M / ε)⌉,  M = max(|P₀ − 2P₁ + P₂|, |P₁ − 2P₂ + P₃|)     (Wang 1984)
 *   arc:    n = ⌈|Δt| √(ρ / 8ε)⌉,  ρ² = |u|² + |v|², which the longer half-axis does not exceed
 *
 * Both follow from |chord error| ≤ h² max|γ″| / 8 for a part of parameter length h.
 */
import type { Stroke } from "../../plant/plotter/stroke.ts";
import type { Affine } from "./affine.ts";
import { Count, STROKES_MAX } from "./bounds.ts";
import type { Outline } from "./outline.ts";
import { ARC, CLOSE, CUBIC, LINE, MOVE } from "./outline.ts";

/** The strokes of an outline under `map`, off by `tolerance` at most [m]; `points` counts theirs. */
export function flatten(outline: Outline, map: Affine, tolerance: number, points: Count): Stroke[] {
  const strokes: Stroke[] = [];
  const keep = (stroke: readonly number[]): void => {
    strokes.push(Float64Array.from(stroke));
  };
  forEachStroke(outline, map, tolerance, points, keep);
  return strokes;
}

/** Calls back with each of the strokes, borrowed. */
export function forEachStroke(
  outline: Outline,
  map: Affine,
  tolerance: number,
  points: Count,
  visit: (stroke: readonly number[]) => void,
): void {
  const pen = new Flattener(map, tolerance, points, visit);
  const n = outline.numbers;
  const at = (i: number): number => n[i] ?? Number.NaN;
  for (let i = 0; i < n.length; ) {
    switch (n[i]) {
      case MOVE:
        pen.moveTo(at(i + 1), at(i + 2));
        i += 3;
        break;
      case LINE:
        pen.lineTo(at(i + 1), at(i + 2));
        i += 3;
        break;
      case CUBIC:
        pen.cubicTo(n.subarray(i + 1, i + 7));
        i += 7;
        break;
      case ARC:
        pen.arcTo(n.subarray(i + 1, i + 11));
        i += 11;
        break;
      case CLOSE:
        pen.close();
        i += 1;
        break;
      default:
        throw new RangeError(`an outline has no piece of kind ${n[i]}`);
    }
  }
  pen.lift();
}

/** Parts of one curve: more than any pen can show. */
const PARTS_MAX = 20_000;

class Flattener {
  readonly #map: Affine;
  readonly #tolerance: number;
  readonly #points: Count;
  readonly #visit: (stroke: readonly number[]) => void;
  readonly #strokes = new Count(STROKES_MAX, "strokes");
  #stroke: number[] = [];
  /** Whether the stroke so far is only where the one before was closed. */
  #closed = false;

  constructor(
    map: Affine,
    tolerance: number,
    points: Count,
    visit: (stroke: readonly number[]) => void,
  ) {
    this.#visit = visit;
    this.#map = map;
    this.#tolerance = tolerance;
    this.#points = points;
  }

  moveTo(x: number, y: number): void {
    this.lift();
    this.#add(...this.#mapped(x, y));
  }

  lineTo(x: number, y: number): void {
    this.#add(...this.#mapped(x, y));
  }

  cubicTo(points: Float64Array): void {
    const [x0, y0] = this.#pen();
    const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = points;
    const [x1, y1] = this.#mapped(ax, ay);
    const [x2, y2] = this.#mapped(bx, by);
    const [x3, y3] = this.#mapped(cx, cy);
    const bend = Math.max(
      Math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2),
      Math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3),
    );
    const parts = this.#parts(Math.sqrt((0.75 * bend) / this.#tolerance));
    for (let k = 1; k < parts; k++) {
      const t = k / parts;
      const s = 1 - t;
      const [w0, w1, w2, w3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      this.#add(w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3, w0 * y0 + w1 * y1 + w2 * y2 + w3 * y3);
    }
    this.#add(x3, y3);
  }

  arcTo(numbers: Float64Array): void {
    const [cx = 0, cy = 0, ux = 0, uy = 0, vx = 0, vy = 0, t0 = 0, t1 = 0, x = 0, y = 0] = numbers;
    const [a, b, c, d] = this.#map;
    const radius = Math.hypot(
      ...[a * ux + c * uy, b * ux + d * uy, a * vx + c * vy, b * vx + d * vy],
    );
    const parts = this.#parts(Math.abs(t1 - t0) * Math.sqrt(radius / (8 * this.#tolerance)));
    for (let k = 1; k < parts; k++) {
      const t = t0 + ((t1 - t0) * k) / parts;
      const [cos, sin] = [Math.cos(t), Math.sin(t)];
      this.lineTo(cx + ux * cos + vx * sin, cy + uy * cos + vy * sin);
    }
    this.lineTo(x, y);
  }

  /** Back to the beginning of the stroke; what follows without a move begins there as well. */
  close(): void {
    const [x, y] = [this.#stroke[0], this.#stroke[1]];
    if (x === undefined || y === undefined) return;
    const [endX, endY] = this.#pen();
    // A path may close where it already is; one that has not moved becomes a dot.
    const isDot = this.#stroke.length === 2 && !this.#closed;
    if (endX !== x || endY !== y || isDot) this.#add(x, y);
    this.lift();
    this.#stroke = [x, y];
    this.#closed = true;
  }

  lift(): void {
    if (this.#stroke.length >= 4) {
      this.#strokes.add();
      this.#visit(this.#stroke);
    }
    this.#stroke = [];
    this.#closed = false;
  }

  #pen(): [number, number] {
    return [this.#stroke.at(-2) ?? 0, this.#stroke.at(-1) ?? 0];
  }

  #add(x: number, y: number): void {
    this.#points.add();
    this.#stroke.push(x, y);
  }

  #parts(wanted: number): number {
    return Math.min(PARTS_MAX, Math.max(1, Math.ceil(wanted)));
  }

  #mapped(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.#map;
    return [a * x + c * y + e, b * x + d * y + f];
  }
}
