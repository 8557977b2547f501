/**
 * From one posture to another with the pen in the air, as smoothly as can be: minimum jerk in the joints.
 */
import { COEFFICIENTS, planMinimumJerk, positionAt } from "../motion/minimum-jerk.ts";
import type { ReadonlyVec } from "../vec.ts";
import type { TimedSetpoint } from "./timeline.ts";

/** Between two setpoints [s]. */
const PERIOD = 0.02;
/** The peak of a minimum-jerk movement's speed is this many times its mean. */
const PEAK = 1.875;

/** Setpoints from `from` to `to` [rad], neither joint faster than `speed` [rad/s]. The last is at rest. */
export function* glide(
  from: ReadonlyVec,
  to: ReadonlyVec,
  speed: number,
): Generator<TimedSetpoint, void, void> {
  const farthest = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]));
  const seconds = Math.max(PERIOD, (PEAK * farthest) / speed);
  const paths = [0, 1].map((i) => {
    const c = new Float64Array(COEFFICIENTS);
    planMinimumJerk(c, from[i], 0, 0, to[i], seconds);
    return c;
  });
  const steps = Math.ceil(seconds / PERIOD);
  const nowhere = new Float64Array(2);
  const q = new Float64Array(2);
  for (let k = 0; k <= steps; k++) {
    for (let i = 0; i < 2; i++) q[i] = positionAt(paths[i], k / steps);
    yield { time: k * PERIOD, q, pen: nowhere, height: 1 };
  }
}
