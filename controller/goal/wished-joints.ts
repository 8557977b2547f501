/**
 * The wish in joint space: angles, velocities and accelerations that would put the hand where it
 * should be, by central differences of the inverse kinematics over ± STEP.
 */
import type { Lengths } from "../../plant/arm/kinematics.ts";
import { inverseKinematics } from "../../plant/arm/kinematics.ts";
import type { Vec } from "../../plant/vec.ts";

/** Short beside a reach, long beside the samples of a stroke [s]. */
const STEP = 0.02;
const AHEAD = [-STEP, 0, STEP] as const;

/** Where the hand should be `ahead` seconds from `time`, as a goal player says it. */
type Preview = (out: Vec, time: number, ahead: readonly number[]) => void;

/** wish [6] ← w [rad], ẇ [rad/s], ẅ [rad/s²] at `time`. Real-time safe. */
export function wishedJoints(
  lengths: Lengths,
  preview: Preview,
): (wish: Vec, time: number) => void {
  const places = new Float64Array(2 * AHEAD.length);
  const q = AHEAD.map(() => new Float64Array(2));

  return (wish, time) => {
    preview(places, time, AHEAD);
    for (let k = 0; k < AHEAD.length; k++) {
      inverseKinematics(q[k], places[2 * k], places[2 * k + 1], lengths);
    }
    for (let j = 0; j < 2; j++) {
      wish[j] = q[1][j];
      wish[2 + j] = (q[2][j] - q[0][j]) / (2 * STEP);
      wish[4 + j] = (q[2][j] - 2 * q[1][j] + q[0][j]) / (STEP * STEP);
    }
  };
}
