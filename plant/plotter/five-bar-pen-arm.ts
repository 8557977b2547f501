/**
 * A pen carried by two arms: a five-bar linkage, also called a pantograph. Both servos stand on the base.
 *
 *                ✎                   proximal links a₁, a₂ from the servos at (∓ half, 0),
 *             b₁/ \b₂                distal links b₁, b₂ from the elbows to the pen
 *              ●   ●
 *            a₁\   /a₂               q₁, q₂  proximal links left and right, from the x-axis
 *     ──────────●─●──────────► x
 *
 * Back: each half is a two-link arm, the left one with its elbow to the left (the outer link turns
 * clockwise from the inner one), the right one mirrored. Forth: the pen is where circles of radii b₁ and
 * b₂ about the elbows meet, at the crossing away from the base. Both halves are meant to be equal; those
 * of a machine that was really built are not.
 */
import type { Lengths } from "../arm/kinematics.ts";
import { inverseKinematics } from "../arm/kinematics.ts";
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { PenArm } from "./pen-arm.ts";
import { turnInto } from "./pen-arm.ts";

export interface FiveBarGeometry extends Pick<PenArm, "lowest" | "highest" | "home" | "paperFrom"> {
  /** Links from a servo to its elbow, left and right [m]. */
  readonly proximal: readonly [number, number];
  /** Links from an elbow to the pen, left and right [m]. */
  readonly distal: readonly [number, number];
  /** Half the distance between the servos [m]. */
  readonly half: number;
  /**
   * Smallest angle between the distal links [rad]. As they come into line the pen can no longer be
   * pushed, so they stay this far from it, at both ends.
   */
  readonly opening: number;
}

export function fiveBarPenArm(geometry: FiveBarGeometry): PenArm {
  const { proximal, distal, half, opening, lowest, highest } = geometry;
  const [a1, a2] = proximal;
  const [b1, b2] = distal;
  const left = { l1: a1, l2: b1 };
  const right = { l1: a2, l2: b2 };
  const reached = new Float64Array(2);
  // Between the elbows [m²], by the angle of the distal links.
  const least = b1 * b1 + b2 * b2 - 2 * b1 * b2 * Math.cos(opening);
  const most = b1 * b1 + b2 * b2 + 2 * b1 * b2 * Math.cos(opening);

  return {
    lowest,
    highest,
    home: geometry.home,
    paperFrom: geometry.paperFrom,
    span: half + Math.max(a1 + b1, a2 + b2),

    inverse(q, x, y) {
      if (!(isWithin(left, x + half, y) && isWithin(right, x - half, y))) return false;
      inverseKinematics(reached, x + half, -y, left);
      const q1 = turnInto(-reached[0], lowest[0]);
      inverseKinematics(reached, x - half, y, right);
      const q2 = turnInto(reached[0], lowest[1]);
      if (q1 > highest[0] || q2 > highest[1]) return false;

      const dx = 2 * half + a2 * Math.cos(q2) - a1 * Math.cos(q1);
      const dy = a2 * Math.sin(q2) - a1 * Math.sin(q1);
      const elbows = dx * dx + dy * dy;
      // The pen has to be on the far side of the line between the elbows.
      const ahead = dx * (y - a1 * Math.sin(q1)) - dy * (x + half - a1 * Math.cos(q1)) > 0;
      if (!ahead || elbows < least || elbows > most) return false;
      q[0] = q1;
      q[1] = q2;
      return true;
    },

    forward(pen: Vec, q: ReadonlyVec) {
      const x = a1 * Math.cos(q[0]) - half;
      const y = a1 * Math.sin(q[0]);
      const dx = a2 * Math.cos(q[1]) + half - x;
      const dy = a2 * Math.sin(q[1]) - y;
      const elbows = Math.hypot(dx, dy);
      // How far towards the right elbow the pen is, and how far beside the line between the elbows.
      const along = (elbows * elbows + b1 * b1 - b2 * b2) / (2 * elbows);
      const beside = Math.sqrt(b1 * b1 - along * along);
      if (!(beside >= 0 && elbows > 0)) return false;
      pen[0] = x + (along * dx - beside * dy) / elbows;
      pen[1] = y + (along * dy + beside * dx) / elbows;
      return true;
    },
  };
}

function isWithin({ l1, l2 }: Lengths, x: number, y: number): boolean {
  const distance = Math.hypot(x, y);
  return distance <= l1 + l2 && distance >= Math.abs(l1 - l2);
}
