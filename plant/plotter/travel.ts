/**
 * The way of a lifted pen: straight, unless that leaves the reach; then along a straight line of joint
 * angles, which is within their ranges because both ends are.
 */
import type { PenArm } from "./pen-arm.ts";
import type { Stroke } from "./stroke.ts";

/** Distance between the places at which a straight way is checked [m]. */
const CHECK = 0.001;
/** Parts of a way that is straight for the joints. */
const PARTS = 64;

export function travelBetween(
  arm: PenArm,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): Stroke {
  const straight = Float64Array.of(fromX, fromY, toX, toY);
  return isReachable(arm, straight) ? straight : throughJointSpace(arm, straight);
}

function isReachable(arm: PenArm, [x0, y0, x1, y1]: Stroke): boolean {
  const q = new Float64Array(2);
  const checks = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / CHECK);
  for (let i = 1; i < checks; i++) {
    const part = i / checks;
    if (!arm.inverse(q, x0 + part * (x1 - x0), y0 + part * (y1 - y0))) return false;
  }
  return true;
}

function throughJointSpace(arm: PenArm, [x0, y0, x1, y1]: Stroke): Stroke {
  const from = new Float64Array(2);
  const to = new Float64Array(2);
  if (!arm.inverse(from, x0, y0) || !arm.inverse(to, x1, y1)) {
    throw new RangeError(`the pen cannot get from (${x0}, ${y0}) to (${x1}, ${y1}) m`);
  }
  const way = new Float64Array(2 * (PARTS + 1));
  const q = new Float64Array(2);
  const pen = new Float64Array(2);
  for (let i = 0; i <= PARTS; i++) {
    const part = i / PARTS;
    q[0] = from[0] + part * (to[0] - from[0]);
    q[1] = from[1] + part * (to[1] - from[1]);
    arm.forward(pen, q);
    way.set(pen, 2 * i);
  }
  return way;
}
