/**
 * The part of the plane in which an arm can draw, on a grid, and the largest rectangle in it.
 *
 * A rectangle is free if no point of the grid in it, or within one cell about it, is out of reach. How
 * many there are follows from four corners of a table of sums (Crow 1984), so that trying a rectangle
 * costs the same whatever its size.
 */
import type { PenArm } from "./pen-arm.ts";

/** Distance between points of the grid [m]. */
const CELL = 0.001;

export interface Rectangle {
  /** Corner nearest to the machine, on the left [m]. */
  readonly x: number;
  readonly y: number;
  /** [m] */
  readonly width: number;
  readonly height: number;
}

interface Where {
  /** A sheet of paper that it must not leave. */
  readonly within?: Rectangle;
  /** To be kept from the edge of the reach, or of the sheet [m]. */
  readonly border?: number;
}

export interface Reach {
  /** Whether the arm can draw all of this rectangle. */
  holds(rectangle: Rectangle): boolean;
  /** The largest rectangle of a shape, `width` : `height`; undefined where there is none to speak of. */
  largest(width: number, height: number, where?: Where): Rectangle | undefined;
}

export function reachOf(arm: PenArm): Reach {
  const side = 2 * Math.ceil(arm.span / CELL) + 1;
  const origin = -((side - 1) / 2) * CELL;
  const out = countOutOfReach(arm, side, origin);

  const toIndex = (position: number): number => (position - origin) / CELL;

  const holds = ({ x, y, width, height }: Rectangle): boolean => {
    const left = Math.floor(toIndex(x));
    const near = Math.floor(toIndex(y));
    const right = Math.ceil(toIndex(x + width)) + 1;
    const far = Math.ceil(toIndex(y + height)) + 1;
    if (!(left >= 0 && near >= 0 && right <= side && far <= side)) return false;
    const row = side + 1;
    return (
      out[far * row + right] -
        out[near * row + right] -
        out[far * row + left] +
        out[near * row + left] ===
      0
    );
  };

  const fits = (inner: Rectangle, { within, border = 0 }: Where): boolean => {
    const rectangle = grow(inner, border);
    return (within === undefined || contains(within, rectangle)) && holds(rectangle);
  };

  return {
    holds,
    largest(width, height, where = {}) {
      const { within } = where;
      const about = (cx: number, cy: number, s: number): Rectangle => ({
        x: cx - (s * width) / 2,
        y: cy - (s * height) / 2,
        width: s * width,
        height: s * height,
      });
      const [least, ceiling] = [SMALLEST, 2 * arm.span].map((x) => x / Math.max(width, height));
      const eachCentre = (visit: (x: number, y: number) => void): void => {
        const [left, right] = within ? [within.x, within.x + within.width] : [-arm.span, arm.span];
        const [near, far] = within ? [within.y, within.y + within.height] : [0, arm.span];
        for (let y = Math.ceil(near / CELL) * CELL; y <= far; y += CELL) {
          for (let x = Math.ceil(left / CELL) * CELL; x <= right; x += CELL) visit(x, y);
        }
      };

      let scale = 0;
      eachCentre((x, y) => {
        // Most centres cannot beat the best so far, and cost one look.
        let inside = Math.max(least, scale * 1.0001);
        if (!fits(about(x, y, inside), where)) return;
        let outside = ceiling;
        while (outside - inside > 1e-4 * inside) {
          const middle = (inside + outside) / 2;
          if (fits(about(x, y, middle), where)) inside = middle;
          else outside = middle;
        }
        scale = inside;
      });
      if (scale === 0) return undefined;

      // Of the places that are as good, the one in the middle of the sheet, or of all of them.
      scale *= GOOD;
      const centres: [number, number][] = [];
      eachCentre((x, y) => {
        if (fits(about(x, y, scale), where)) centres.push([x, y]);
      });
      const [x, y] = nearestTo(within ? middleOf(within) : mean(centres), centres);
      return about(x, y, scale);
    },
  };
}

/** The longer side of the smallest rectangle to speak of [m]. */
const SMALLEST = 0.002;
/** A place is as good if the rectangle is this large there, of 1. */
const GOOD = 0.995;

type Point = readonly [number, number];

const middleOf = ({ x, y, width, height }: Rectangle): Point => [x + width / 2, y + height / 2];

const mean = (points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
];

/** The point of several that is nearest to one. */
function nearestTo([x, y]: Point, points: readonly Point[]): Point {
  const distance = (point: Point): number => Math.hypot(point[0] - x, point[1] - y);
  return points.reduce((best, point) => (distance(point) < distance(best) ? point : best));
}

const grow = ({ x, y, width, height }: Rectangle, border: number): Rectangle => ({
  x: x - border,
  y: y - border,
  width: width + 2 * border,
  height: height + 2 * border,
});

function contains(outer: Rectangle, inner: Rectangle): boolean {
  const slack = 1e-9;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

/** Sums [(side + 1) × (side + 1)] of the points out of reach in front of and left of each point. */
function countOutOfReach(arm: PenArm, side: number, origin: number): Int32Array {
  const row = side + 1;
  const sums = new Int32Array(row * row);
  const q = new Float64Array(2);
  for (let j = 0; j < side; j++) {
    const y = origin + j * CELL;
    let along = 0;
    for (let i = 0; i < side; i++) {
      if (y < arm.paperFrom || !arm.inverse(q, origin + i * CELL, y)) along++;
      sums[(j + 1) * row + i + 1] = sums[j * row + i + 1] + along;
    }
  }
  return sums;
}
