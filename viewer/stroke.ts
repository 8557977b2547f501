/** What the pointer draws, thinned to what the server takes. Points are x, y pairs [m]. */
import { STROKE_POINTS_MAX } from "../bridge/protocol/client-message.ts";

export type Point = [x: number, y: number];

/** Circle that targets and strokes have to stay in [m]. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Nearer points tell the arm nothing: its hand is about as precise [m]. */
export const STROKE_SPACING = 0.0015;

/** The nearest point to (x, y) that is in the circle. */
export function clampToCircle(x: number, y: number, circle: Circle): Point {
  const dx = x - circle.x;
  const dy = y - circle.y;
  const distance = Math.hypot(dx, dy);
  if (distance <= circle.radius) return [x, y];
  const scale = circle.radius / distance;
  return [circle.x + scale * dx, circle.y + scale * dy];
}

/** A stroke that is being drawn. */
export class Stroke {
  readonly #points: Point[] = [];

  get points(): readonly Point[] {
    return this.#points;
  }

  /** Adds (x, y) unless it is too near to the last point; says whether it did. */
  add(x: number, y: number): boolean {
    const last = this.#points.at(-1);
    if (last !== undefined && Math.hypot(x - last[0], y - last[1]) < STROKE_SPACING) return false;
    this.#points.push([x, y]);
    return true;
  }

  /** The points, evenly thinned to at most `most`; first and last are always among them. */
  thinned(most = STROKE_POINTS_MAX): Point[] {
    const step = Math.max(1, (this.#points.length - 1) / (most - 1));
    const kept: Point[] = [];
    for (let i = 0; Math.round(i) < this.#points.length; i += step) {
      const point = this.#points[Math.round(i)];
      if (point !== undefined) kept.push(point);
    }
    return kept;
  }
}
