/**
 * What moves a pen over paper: two servos, and the linkage between them and the pen.
 *
 * The plane is the paper's, seen from above: x to the right, y away from the machine [m].
 */
import type { ReadonlyVec, Vec } from "../vec.ts";

export interface PenArm {
  /** q [2] ← joint angles that put the pen at (x, y); false where it cannot be. Real-time safe. */
  inverse(q: Vec, x: number, y: number): boolean;
  /** pen [2] ← where joint angles `q` put the pen; false where the linkage cannot close. */
  forward(pen: Vec, q: ReadonlyVec): boolean;
  /** Ends of the joints' ranges [rad]. */
  readonly lowest: ReadonlyVec;
  readonly highest: ReadonlyVec;
  /** The pen is never farther than this from the origin, to any side [m]. */
  readonly span: number;
  /** No paper nearer to the machine than this [m]. */
  readonly paperFrom: number;
  /** Where the pen waits, lifted [m]. */
  readonly home: readonly [number, number];
}

/** `angle` plus as many whole turns as bring it to or above `lowest` [rad]. */
export function turnInto(angle: number, lowest: number): number {
  const turns = Math.ceil((lowest - angle) / (2 * Math.PI));
  return angle + 2 * Math.PI * turns;
}
