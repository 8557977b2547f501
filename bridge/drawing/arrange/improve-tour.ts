/**
 * Shortens the way through the air in two ways, as long as either helps:
 *
 *   turn a stretch around    … a ─► [b … c] ─► d …    →    … a ─► [c … b] ─► d …      (2-opt, Croes 1958)
 *   move a short one         … a ─► [b … c] ─► d … p ─► q …    →    … a ─► d … p ─► [b … c] ─► q …
 *                            as it is, or turned around                               (Or-opt, Or 1976)
 *
 * Strokes are turned with the tour: they are drawn from their other ends. Only places near one of the ends
 * concerned are tried, and home. The work is bounded by a number of steps and not by the clock, so that
 * the same drawing always gives the same plan.
 */
import Flatbush from "flatbush";
import { strokeOf } from "./stroke-ends.ts";
import type { Tour } from "./tour.ts";

/** Ends near an end that are tried. */
const NEIGHBOURS = 8;
/** Strokes that are moved at once. */
const MOVED_MAX = 3;
/** Entries of the tour that may be moved, and places that may be tried, in all. */
const STEPS_MAX = 30_000_000;
const PASSES_MAX = 12;
/** Less is no improvement, and rounding may go round in circles [m]. */
const GAIN_MIN = 1e-9;

export function improveTour(tour: Tour): void {
  if (tour.length < 2) return;
  const near = nearestEnds(tour);
  for (let pass = 0, improved = true; improved && pass < PASSES_MAX; pass++) {
    improved = false;
    for (let i = 0; i < tour.length; i++) {
      if (tour.steps >= STEPS_MAX) return;
      while (turnAt(tour, near, i) || moveAt(tour, near, i)) improved = true;
    }
  }
}

/** Turns a stretch that begins or ends at place `i`, if that helps. */
function turnAt(tour: Tour, near: NearestEnds, i: number): boolean {
  for (const c of near(tour.exitAt(i - 1))) {
    const j = tour.positionOf(c);
    if (tour.exitAt(j) === c && tryTurning(tour, i, j)) return true;
  }
  for (const b of near(tour.entryAt(i))) {
    const j = tour.positionOf(b);
    if (tour.entryAt(j) === b && tryTurning(tour, j, i - 1)) return true;
  }
  return tryTurning(tour, 0, i) || tryTurning(tour, i, tour.length - 1);
}

function tryTurning(tour: Tour, from: number, to: number): boolean {
  tour.steps++;
  if (from > to) return false;
  const a = tour.exitAt(from - 1);
  const b = tour.entryAt(from);
  const c = tour.exitAt(to);
  const d = tour.entryAt(to + 1);
  const gain = tour.between(a, b) + tour.between(c, d) - tour.between(a, c) - tour.between(b, d);
  if (gain <= GAIN_MIN) return false;
  tour.turnAround(from, to);
  return true;
}

/** Moves up to MOVED_MAX strokes from place `i` on to where they fit better, if they do. */
function moveAt(tour: Tour, near: NearestEnds, i: number): boolean {
  for (let j = i; j < Math.min(tour.length, i + MOVED_MAX); j++) {
    if (moveNear(tour, near, i, j, tour.entryAt(i))) return true;
    if (moveNear(tour, near, i, j, tour.exitAt(j))) return true;
    if (tryMoving(tour, i, j, -1) || tryMoving(tour, i, j, tour.length - 1)) return true;
  }
  return false;
}

function moveNear(tour: Tour, near: NearestEnds, i: number, j: number, end: number): boolean {
  for (const other of near(end)) {
    const p = tour.positionOf(other);
    // Behind an end at which the pen leaves, or before one at which it enters.
    if (tryMoving(tour, i, j, tour.exitAt(p) === other ? p : p - 1)) return true;
  }
  return false;
}

/** Moves the strokes from `i` to `j` to behind `p`, the way round that is better, if that helps. */
function tryMoving(tour: Tour, i: number, j: number, p: number): boolean {
  tour.steps++;
  if (p >= i - 1 && p <= j) return false;
  const a = tour.exitAt(i - 1);
  const b = tour.entryAt(i);
  const c = tour.exitAt(j);
  const d = tour.entryAt(j + 1);
  const e = tour.exitAt(p);
  const f = tour.entryAt(p + 1);
  const saved = tour.between(a, b) + tour.between(c, d) - tour.between(a, d) + tour.between(e, f);
  const straight = saved - tour.between(e, b) - tour.between(c, f);
  const turned = saved - tour.between(e, c) - tour.between(b, f);
  if (Math.max(straight, turned) <= GAIN_MIN) return false;

  // Turning all of it, and then its two parts, exchanges the parts.
  const isLater = p > j;
  const [from, to] = isLater ? [i, p] : [p + 1, j];
  const count = j - i + 1;
  tour.turnAround(from, to);
  const [first, last] = isLater ? [to - count + 1, to] : [from, from + count - 1];
  if (isLater) tour.turnAround(from, first - 1);
  else tour.turnAround(last + 1, to);
  if (straight >= turned) tour.turnAround(first, last);
  return true;
}

/** The ends of other strokes near an end, the nearest first. */
type NearestEnds = (end: number) => Int32Array;

function nearestEnds(tour: Tour): NearestEnds {
  const { xs, ys, home } = tour;
  const index = new Flatbush(home);
  for (let end = 0; end < home; end++) index.add(xs[end] ?? 0, ys[end] ?? 0);
  index.finish();
  const near = Array.from(xs, (x, end) => {
    const isOther = (other: number): boolean => strokeOf(other) !== strokeOf(end);
    return Int32Array.from(index.neighbors(x, ys[end] ?? 0, NEIGHBOURS, Infinity, isOther));
  });
  return (end) => near[end] ?? none;
}

const none = new Int32Array();
