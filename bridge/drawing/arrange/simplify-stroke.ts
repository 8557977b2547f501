/**
 * Leaves out points that make no difference, by simplify-js (Douglas & Peucker 1973).
 *
 * Its work may grow with the square of the points and its depth with their number, so a long stroke is
 * simplified in stretches; the points between them stay.
 */
import simplify from "simplify-js";
import type { Stroke } from "../../../plant/plotter/stroke.ts";

/** Points of one stretch. */
const STRETCH = 2000;

/** The stroke with fewer points, nowhere farther than `tolerance` from the one given [m]. */
export function simplifyStroke(stroke: Stroke, tolerance: number): Stroke {
  if (stroke.length <= 4) return stroke;
  const kept: number[] = [];
  const count = stroke.length / 2;
  for (let from = 0; from < count - 1; from += STRETCH) {
    const points = [];
    for (let i = from; i <= Math.min(from + STRETCH, count - 1); i++) {
      points.push({ x: stroke[2 * i] ?? 0, y: stroke[2 * i + 1] ?? 0 });
    }
    for (const { x, y } of simplify(points, tolerance, true).slice(from === 0 ? 0 : 1)) {
      kept.push(x, y);
    }
  }
  // All of a very small stroke may be one point.
  if (kept.length === 2) kept.push(...kept);
  return Float64Array.from(kept);
}
