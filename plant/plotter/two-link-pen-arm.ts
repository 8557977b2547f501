/**
 * A pen at the end of a two-link arm with a servo in each joint: BrachioGraph's geometry.
 *
 *          elbow ●───l₂───✎           q₁  upper link, from the x-axis
 *               /                     q₂  outer link, relative to the upper one
 *             l₁                      elbow +1: q₂ ≥ 0; elbow −1: q₂ ≤ 0, the mirror image
 *             /
 *     ───────●───────► x              both elbows reach the same places
 *
 * A mirror about the x-axis turns every angle into its negative, so one inverse serves both elbows:
 *
 *   q(x, y; −1) = −q(x, −y; +1)
 */
import { forwardKinematics, inverseKinematics } from "../arm/kinematics.ts";
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { PenArm } from "./pen-arm.ts";
import { turnInto } from "./pen-arm.ts";

export interface TwoLinkGeometry extends Pick<PenArm, "lowest" | "highest" | "home" | "paperFrom"> {
  /** Upper link [m]. */
  readonly l1: number;
  /** Outer link, to the tip of the pen [m]. */
  readonly l2: number;
  /** Which way the elbow bends. */
  readonly elbow: 1 | -1;
}

export function twoLinkPenArm(geometry: TwoLinkGeometry): PenArm {
  const { l1, l2, elbow, lowest, highest } = geometry;
  const reached = new Float64Array(2);
  /** Rounding may put a point on the very edge of the reach this far outside [m]. */
  const slack = 1e-12;

  return {
    lowest,
    highest,
    home: geometry.home,
    paperFrom: geometry.paperFrom,
    span: l1 + l2,

    inverse(q, x, y) {
      const distance = Math.hypot(x, y);
      // Not (…) is true of what is not a number as well.
      if (!(distance <= l1 + l2 + slack && distance >= Math.abs(l1 - l2) - slack)) return false;
      inverseKinematics(reached, x, elbow * y, geometry);
      const q1 = turnInto(elbow * reached[0], lowest[0]);
      const q2 = elbow * reached[1];
      if (q1 > highest[0] || q2 < lowest[1] || q2 > highest[1]) return false;
      q[0] = q1;
      q[1] = q2;
      return true;
    },

    forward(pen: Vec, q: ReadonlyVec) {
      forwardKinematics(pen, q, geometry);
      return true;
    },
  };
}
