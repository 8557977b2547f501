/** The outline of one link of the arm seen from above: two circles and their common tangents. */
import { Path, Shape } from "three";

/** Where the two tangents of a link touch its circles, from the direction of the far one [rad]. */
const tangent = (length: number, from: number, to: number): number =>
  Math.acos(Math.min(1, Math.max(-1, (from - to) / length)));

function trace(path: Path, length: number, from: number, to: number): void {
  const at = tangent(length, from, to);
  path.absarc(0, 0, from, at, 2 * Math.PI - at, false);
  path.absarc(length, 0, to, -at, at, false);
  path.closePath();
}

/** A link of `length` with radius `from` at its joint and `to` at the next [m]. */
export function linkShape(length: number, from: number, to: number): Shape {
  const shape = new Shape();
  trace(shape, length, from, to);
  return shape;
}

/** Its contour, a band `width` wide outside of it [m]. */
export function linkContour(
  length: number,
  [from, to]: readonly [number, number],
  width: number,
): Shape {
  const contour = linkShape(length, from + width, to + width);
  const hole = new Path();
  trace(hole, length, from, to);
  contour.holes.push(hole);
  return contour;
}
