/**
 * How far a machine with given deviations from its plan would have been off the marks on its test sheet.
 *
 *   q± = q₀ + (1 + γ) (a − q₀) + o ∓ ½ b d
 *   middle = ½ (forward(q₊) + forward(q₋))                distance = |forward(q₊) − forward(q₋)|
 *
 * a are the angles at the dot: by the potentiometers where there are some, else those that were asked for. d is the direction
 * in which a joint came to the first mark: it stops short by half of its play b, on the other way by the other half.
 */
import { lengthsOf, withLengths } from "../../plant/plotter/linkage-lengths.ts";
import type { Linkage } from "../../plant/plotter/machines.ts";
import { penArmOf } from "../../plant/plotter/machines.ts";
import { tipSlopes } from "../../plant/plotter/tip-slopes.ts";

export interface SheetDot {
  /** Angles at the dot, the mean of both marks [rad]. */
  readonly angles: readonly [number, number];
  /** By how much the joints moved to come to the first mark [rad]; to the second they came the other way. */
  readonly approach: readonly [number, number];
  /** The middle of the marks [m]. */
  readonly x: number;
  readonly y: number;
  /** Between the marks [m]; undefined if nobody measured it. */
  readonly apart: number | undefined;
}

/** A row for x and y of each dot's middle, and then one for each distance. */
export interface Misfit {
  /** Where the machine would have marked, less where the mark is [m]. */
  readonly off: number[];
  /** ∂off/∂p. */
  readonly slopes: number[][];
}

/** p: what is added to the lengths [m], o₁, o₂ [rad], γ₁, γ₂, b₁, b₂ [rad]. */
export type Deviations = readonly number[];

/** A joint that moves less than this has not gone through all of its play [rad]. */
const THROUGH = 0.03;

/** Undefined where the linkage could not take the angles of a dot. `usesDistances`: else there are no rows for them. */
export function sheetMisfit(
  dots: readonly SheetDot[],
  { linkage, centres }: { readonly linkage: Linkage; readonly centres: readonly [number, number] },
  usesDistances: boolean,
): (p: Deviations) => Misfit | undefined {
  const plan = lengthsOf(linkage);
  const n = plan.length;
  const q = new Float64Array(2);
  const slopes = new Float64Array(2 * (n + 2));

  return (p) => {
    const real = withLengths(
      linkage,
      plan.map((length, k) => length + p[k]),
    );
    const { forward } = penArmOf(real);
    const slopesAt = tipSlopes(real);

    /** x and y of a mark, each with its slopes. */
    const mark = ({ angles, approach }: SheetDot, side: 1 | -1) => {
      const tip = new Float64Array(2);
      const way = approach.map((turn) => Math.min(1, Math.max(-1, turn / THROUGH)));
      for (let i = 0; i < 2; i++) {
        const turn = angles[i] - centres[i];
        q[i] =
          centres[i] + (1 + p[n + 2 + i]) * turn + p[n + i] - 0.5 * side * way[i] * p[n + 4 + i];
      }
      if (!(forward(tip, q) && slopesAt(slopes, q))) return undefined;
      return [0, 1].map((axis) => {
        const by = Array.from({ length: n + 2 }, (_, k) => slopes[2 * k + axis]);
        const [first, second] = by.slice(n);
        return {
          at: tip[axis],
          slopes: [
            ...by,
            first * (angles[0] - centres[0]),
            second * (angles[1] - centres[1]),
            -0.5 * side * way[0] * first,
            -0.5 * side * way[1] * second,
          ],
        };
      });
    };

    const middles: Misfit = { off: [], slopes: [] };
    const distances: Misfit = { off: [], slopes: [] };
    for (const dot of dots) {
      const first = mark(dot, 1);
      const second = mark(dot, -1);
      if (!first || !second) return undefined;
      for (const [axis, wanted] of [dot.x, dot.y].entries()) {
        const [one, other] = [first[axis], second[axis]];
        middles.off.push(0.5 * (one.at + other.at) - wanted);
        middles.slopes.push(one.slopes.map((slope, k) => 0.5 * (slope + other.slopes[k])));
      }
      if (dot.apart === undefined || !usesDistances) continue;
      const [dx, dy] = [first[0].at - second[0].at, first[1].at - second[1].at];
      const apart = Math.hypot(dx, dy);
      distances.off.push(apart - dot.apart);
      distances.slopes.push(
        first[0].slopes.map((slope, k) => {
          const across = dx * (slope - second[0].slopes[k]);
          return apart > 0 ? (across + dy * (first[1].slopes[k] - second[1].slopes[k])) / apart : 0;
        }),
      );
    }
    return {
      off: [...middles.off, ...distances.off],
      slopes: [...middles.slopes, ...distances.slopes],
    };
  };
}
