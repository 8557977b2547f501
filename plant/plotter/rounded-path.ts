/**
 * A line through points, made smooth enough to be driven along: each corner becomes an arc.
 *
 * At a corner that turns by θ the arc touches both sides at a distance d from the corner. It passes
 * the corner at δ and has radius R:
 *
 *   d = δ / tan(θ/4)        R = d / tan(θ/2)        d ≤ half of either side
 *
 * Motion planners of machine tools only pretend that there is such an arc, to find the speed at which to
 * take the corner (S. K. Jeon's "junction deviation", grbl 2011). Here the pen drives along it: what
 * is planned is then the acceleration that setpoints really have. Where points lie on a curve, the
 * arcs take up all of the sides and give the curve its roundness back.
 *
 * At a corner sharper than any useful arc, or where the line turns back, the pen stops.
 */
import type { Vec } from "../vec.ts";
import type { Stroke } from "./stroke.ts";

/** Pieces of constant curvature, each beginning where the one before ends. Arrays are [count]. */
export interface RoundedPath {
  readonly count: number;
  /** Where a piece begins [m], and in which direction. */
  readonly x: Vec;
  readonly y: Vec;
  readonly cos: Vec;
  readonly sin: Vec;
  /** To the left is positive [1/m]. */
  readonly curvature: Vec;
  /** [m] */
  readonly length: Vec;
  /** Whether the pen has to stand still at the beginning of a piece. */
  readonly stop: Uint8Array;
}

/** No piece is longer, so that its ends tell how fast the joints move in between [m]. */
const PIECE = 0.002;
/** The pen stops at a corner where the arc would have a smaller radius [m]. */
const SMALLEST_RADIUS = 1e-6;
/** A smaller turn is no corner [rad]. */
const SMALLEST_TURN = 1e-7;
/** Points closer than this are one [m]. */
const SAME = 1e-9;

/** The line through the points of `stroke`, at most `tolerance` off at the corners [m]. */
export function roundCorners(stroke: Stroke, tolerance: number): RoundedPath {
  const points = withoutRepeats(stroke);
  const pieces = new Pieces();
  const sides = points.length / 2 - 1;
  let cut = 0; // how much of this side the arc before it took
  for (let side = 0; side < sides; side++) {
    const at = 2 * side;
    const dx = points[at + 2] - points[at];
    const dy = points[at + 3] - points[at + 1];
    const length = Math.hypot(dx, dy);
    const [cos, sin] = [dx / length, dy / length];
    let turn = 0;
    let next = 0;
    if (side + 1 < sides) {
      const ex = points[at + 4] - points[at + 2];
      const ey = points[at + 5] - points[at + 3];
      turn = Math.atan2(dx * ey - dy * ex, dx * ex + dy * ey);
      const sharp = Math.abs(turn);
      if (sharp > SMALLEST_TURN) {
        next = Math.min(tolerance / Math.tan(sharp / 4), length / 2, Math.hypot(ex, ey) / 2);
      }
    }
    const radius = next / Math.tan(Math.abs(turn) / 2);
    const stops = Math.abs(turn) > SMALLEST_TURN && radius < SMALLEST_RADIUS;
    if (stops) next = 0;
    pieces.add(
      points[at] + cut * cos,
      points[at + 1] + cut * sin,
      cos,
      sin,
      0,
      length - cut - next,
    );
    if (next > 0) {
      const [x, y] = [points[at + 2] - next * cos, points[at + 3] - next * sin];
      pieces.add(x, y, cos, sin, Math.sign(turn) / radius, radius * Math.abs(turn));
    }
    if (stops) pieces.stopHere();
    cut = next;
  }
  return pieces.path();
}

/** pen [2] ← the place `s` metres along piece `i`. */
export function pointOn(pen: Vec, path: RoundedPath, i: number, s: number): void {
  const turn = path.curvature[i] * s;
  const [forth, left] = [ahead(turn, s), aside(turn, s)];
  pen[0] = path.x[i] + forth * path.cos[i] - left * path.sin[i];
  pen[1] = path.y[i] + forth * path.sin[i] + left * path.cos[i];
}

/** sin(κs)/κ: how far a piece of length `s` that turns by `turn` leads in its first direction. */
const ahead = (turn: number, s: number): number => (turn === 0 ? s : (Math.sin(turn) / turn) * s);

/** (1 − cos κs)/κ: and how far to the left of it. */
const aside = (turn: number, s: number): number =>
  turn === 0 ? 0 : ((1 - Math.cos(turn)) / turn) * s;

function withoutRepeats(stroke: Stroke): number[] {
  const points = [stroke[0], stroke[1]];
  for (let i = 2; i < stroke.length; i += 2) {
    const [x, y] = [stroke[i], stroke[i + 1]];
    const far = Math.hypot(x - points[points.length - 2], y - points[points.length - 1]) > SAME;
    if (far) points.push(x, y);
  }
  return points;
}

class Pieces {
  readonly #numbers: number[] = [];
  readonly #stops = new Set<number>();

  get #count(): number {
    return this.#numbers.length / 6;
  }

  /** Adds a piece, in parts where it is long. */
  add(x: number, y: number, cos: number, sin: number, curvature: number, length: number): void {
    if (!(length > 0)) return;
    const parts = Math.ceil(length / PIECE);
    const step = length / parts;
    for (let part = 0; part < parts; part++) {
      const turn = curvature * step * part;
      const s = step * part;
      const [forth, left] = [ahead(turn, s), aside(turn, s)];
      const [c, d] = [Math.cos(turn), Math.sin(turn)];
      this.#numbers.push(
        x + forth * cos - left * sin,
        y + forth * sin + left * cos,
        cos * c - sin * d,
        sin * c + cos * d,
        curvature,
        step,
      );
    }
  }

  stopHere(): void {
    this.#stops.add(this.#count);
  }

  path(): RoundedPath {
    const count = this.#count;
    const stop = new Uint8Array(count + 1);
    stop[0] = 1;
    stop[count] = 1;
    for (const i of this.#stops) stop[i] = 1;
    const [x, y, cos, sin, curvature, length] = this.#columns(count);
    return { count, x, y, cos, sin, curvature, length, stop };
  }

  #columns(count: number): Vec[] {
    return Array.from({ length: 6 }, (_, k) => {
      const column = new Float64Array(count);
      for (let i = 0; i < count; i++) column[i] = this.#numbers[6 * i + k];
      return column;
    });
  }
}
