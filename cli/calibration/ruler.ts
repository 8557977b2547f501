/**
 * Measures a twin, whose marks are known, as well as a person with a ruler would.
 */
import { makeRandom } from "../../sim/random.ts";
import type { Pair } from "./hand.ts";

/** Standard deviation of a ruler [mm]. */
const RULER = 0.2;

/** Two marks of a dot [m] → the middle, and how far they are apart [mm]. */
export type Ruler = (first: Pair, second: Pair) => [number, number, number];

export function makeRuler(seed: number): Ruler {
  const random = makeRandom(seed + 1);
  const read = (metres: number): number => 1000 * metres + RULER * random.normal();
  return ([ax, ay], [bx, by]) => [
    read(0.5 * (ax + bx)),
    read(0.5 * (ay + by)),
    Math.abs(read(Math.hypot(ax - bx, ay - by))),
  ];
}
