/**
 * What is seen of the hand: a cursor, moved by an affine map of the plane,
 *
 *   c = A p + b
 *
 * the product of the maps that were ordered; the identity where there is none.
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { Perturbation, Point, VisionPerturbation } from "./perturbation.ts";

export interface Cursor {
  /** These maps hold from now on, and none of those before. Not for the tick: it allocates. */
  order(perturbations: readonly Perturbation[]): void;
  /** The map becomes this one, A (4) and b (2). Real-time safe. */
  set(map: ReadonlyVec): void;
  /** cursor [2] ← where the hand seems to be [m]. Real-time safe. */
  show(cursor: Vec, hand: ReadonlyVec): void;
}

type Linear = readonly [number, number, number, number];

export function makeCursor(): Cursor {
  /** A (4) and b (2). */
  const map = Float64Array.of(1, 0, 0, 1, 0, 0);

  return {
    order(perturbations) {
      map.set(cursorMap(perturbations));
    },

    set(other) {
      for (let i = 0; i < map.length; i++) map[i] = other[i];
    },

    show(cursor, hand) {
      const x = hand[0];
      const y = hand[1];
      cursor[0] = map[0] * x + map[1] * y + map[4];
      cursor[1] = map[2] * x + map[3] * y + map[5];
    },
  };
}

/** A (4) and b (2) of all maps of a list, in its order. */
export function cursorMap(perturbations: readonly Perturbation[]): Float64Array {
  const map = Float64Array.of(1, 0, 0, 1, 0, 0);
  for (const one of perturbations) {
    if (one.kind === "rotation" || one.kind === "gain" || one.kind === "error-clamp") {
      follow(map, linearPart(one), one.kind === "error-clamp" ? one.start : one.about);
    }
  }
  return map;
}

/** map ← first `map`, then `linear` about a fixed point. */
function follow(map: Vec, linear: Linear, [x, y]: Point): void {
  const [a, b, c, d] = linear;
  const [m0, m1, m2, m3, m4, m5] = [...map];
  map[0] = a * m0 + b * m2;
  map[1] = a * m1 + b * m3;
  map[2] = c * m0 + d * m2;
  map[3] = c * m1 + d * m3;
  map[4] = a * (m4 - x) + b * (m5 - y) + x;
  map[5] = c * (m4 - x) + d * (m5 - y) + y;
}

function linearPart(one: VisionPerturbation): Linear {
  switch (one.kind) {
    case "rotation": {
      const [cos, sin] = [Math.cos(one.angle), Math.sin(one.angle)];
      return [cos, -sin, sin, cos];
    }
    case "gain":
      return [one.factor, 0, 0, one.factor];
    case "error-clamp": {
      const [dx, dy] = [one.end[0] - one.start[0], one.end[1] - one.start[1]];
      const squared = dx * dx + dy * dy;
      if (!(squared > 0)) throw new RangeError("a clamp needs two different points, found one");
      return [(dx * dx) / squared, (dx * dy) / squared, (dx * dy) / squared, (dy * dy) / squared];
    }
  }
}
