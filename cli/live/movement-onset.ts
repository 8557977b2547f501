/**
 * From command to movement: how long after the decision that first knew of a goal the hand has moved,
 * by what its place says and not what was intended.
 */
import type { Brain } from "../../controller/brain.ts";
import type { Tick } from "../../controller/clock.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { ReadonlyVec } from "../../plant/vec.ts";

/** So far from where it was is a movement, and no tremor [m]. */
const MOVED = 0.002;
/** A goal that is so near needs none [m]. */
const NEAR = 0.02;
/** What has not moved by now has been told otherwise, or is there already [s]. */
const FORGET = 1;

/** To be called at every decision, with the true joint angles; real-time safe. */
export function movementOnset(
  { goals }: Brain,
  arm: Arm,
  found: (delays: ReadonlyVec, at: number) => void,
) {
  const hand = new Float64Array(2);
  const from = new Float64Array(2);
  /** When the goal became known, and how long it has been since [s]. */
  const times = new Float64Array(2);
  let goal = 0;
  let waiting = false;

  return (truth: ReadonlyVec, { at }: Tick): void => {
    forwardKinematics(hand, truth, arm);
    if (goals.goal !== goal) {
      goal = goals.goal;
      from.set(hand);
      times[0] = at;
      waiting = areApart(goals.target, hand, NEAR);
    }
    if (!waiting) return;
    times[1] = at - (times[0] ?? 0);
    if (times[1] > FORGET) waiting = false;
    else if (areApart(from, hand, MOVED)) {
      waiting = false;
      found(times, 1);
    }
  };
}

/** Says yes or no, and not how far, for a number that is returned may be boxed. */
function areApart(a: ReadonlyVec, b: ReadonlyVec, distance: number): boolean {
  const x = (a[0] ?? 0) - (b[0] ?? 0);
  const y = (a[1] ?? 0) - (b[1] ?? 0);
  return x * x + y * y > distance * distance;
}
