/**
 * A pen carried by two arms: a five-bar linkage, also called a pantograph. Both servos stand on the base.
 *
 *                ✎                   proximal links a from the servos at (∓ half, 0),
 *              b/ \b                 distal links b from the elbows to the pen
 *              ●   ●
 *             a\   /a                q₁, q₂  proximal links left and right, from the x-axis
 *     ──────────●─●──────────► x
 *
 * Back: each half is a two-link arm, the left one with its elbow to the left (the outer link turns
 * clockwise from the inner one), the right one mirrored. Forth: the pen is where circles of radius b
 * about the elbows meet, at the crossing away from the base.
 */
import { inverseKinematics } from "../arm/kinematics.ts";
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { PenArm } from "./pen-arm.ts";
import { turnInto } from "./pen-arm.ts";

export interface FiveBarGeometry extends Pick<PenArm, "lowest" | "highest" | "home" | "paperFrom"> {
  /** Link from a servo to its elbow [m]. */
  readonly proximal: number;
  /** Link from an elbow to the pen [m]. */
  readonly distal: number;
  /** Half the distance between the servos [m]. */
  readonly half: number;
  /**
   * Smallest angle between the distal links [rad]. As they come into line the pen can no longer be
   * pushed, so they stay this far from it, at both ends.
   */
  readonly opening: number;
}

export function fiveBarPenArm(geometry: FiveBarGeometry): PenArm {
  const { proximal: a, distal: b, half, opening, lowest, highest } = geometry;
  const lengths = { l1: a, l2: b };
  const reached = new Float64Array(2);
  const least = 2 * b * Math.sin(opening / 2);
  const most = 2 * b * Math.cos(opening / 2);

  const withinReach = (x: number, y: number): boolean => {
    const distance = Math.hypot(x, y);
    return distance <= a + b && distance >= Math.abs(a - b);
  };

  return {
    lowest,
    highest,
    home: geometry.home,
    paperFrom: geometry.paperFrom,
    span: half + a + b,

    inverse(q, x, y) {
      if (!(withinReach(x + half, y) && withinReach(x - half, y))) return false;
      inverseKinematics(reached, x + half, -y, lengths);
      const left = turnInto(-reached[0], lowest[0]);
      inverseKinematics(reached, x - half, y, lengths);
      const right = turnInto(reached[0], lowest[1]);
      if (left > highest[0] || right > highest[1]) return false;

      const dx = 2 * half + a * (Math.cos(right) - Math.cos(left));
      const dy = a * (Math.sin(right) - Math.sin(left));
      const elbows = Math.hypot(dx, dy);
      // The pen has to be on the far side of the line between the elbows.
      const ahead = dx * (y - a * Math.sin(left)) - dy * (x + half - a * Math.cos(left)) > 0;
      if (!ahead || elbows < least || elbows > most) return false;
      q[0] = left;
      q[1] = right;
      return true;
    },

    forward(pen: Vec, q: ReadonlyVec) {
      const leftX = a * Math.cos(q[0]) - half;
      const leftY = a * Math.sin(q[0]);
      const dx = a * Math.cos(q[1]) + half - leftX;
      const dy = a * Math.sin(q[1]) - leftY;
      const elbows = Math.hypot(dx, dy);
      const height = Math.sqrt(b * b - (elbows * elbows) / 4);
      if (!(height >= 0 && elbows > 0)) return false;
      pen[0] = leftX + dx / 2 - (height * dy) / elbows;
      pen[1] = leftY + dy / 2 + (height * dx) / elbows;
      return true;
    },
  };
}
