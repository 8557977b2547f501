/**
 * Gives a rounded path its timing, from rest to rest, as fast as the limits allow.
 *
 *   v ≤ v_max      v² |κ| ≤ a      |dv/dt| ≤ a      v · max |∂q/∂s| ≤ ω_max        a = a_max / √2
 *
 * so that the acceleration, along and across together, never exceeds a_max. In each piece the pen
 * speeds up, cruises and brakes (a trapezoid); the speeds at which pieces meet follow from one pass
 * forward and one back, v_{i+1}² ≤ v_i² + 2 a ℓ_i (Bobrow, Dubowsky & Gibson 1985, in its simplest form).
 */
import type { Vec } from "../vec.ts";
import type { PenArm } from "./pen-arm.ts";
import type { RoundedPath } from "./rounded-path.ts";
import { pointOn } from "./rounded-path.ts";

export interface MotionLimits {
  /** Of the pen, along its path [m/s]. */
  readonly speed: number;
  /** Of the pen, in any direction [m/s²]. */
  readonly acceleration: number;
  /** Of either joint [rad/s]. */
  readonly jointSpeed: number;
}

export interface TimedPath {
  readonly path: RoundedPath;
  /** Along the path [m/s²]. */
  readonly acceleration: number;
  /** Speed where pieces meet [count + 1] and the highest in each [count], m/s. */
  readonly meeting: Vec;
  readonly peak: Vec;
  /** When each piece begins, and at last when the path ends [count + 1], s. */
  readonly begins: Vec;
  readonly seconds: number;
}

export function timePath(path: RoundedPath, arm: PenArm, limits: MotionLimits): TimedPath {
  const { count, length, curvature } = path;
  const acceleration = limits.acceleration / Math.SQRT2;
  if (count === 0) return atOnce(path, acceleration);
  const meeting = jointLimits(path, arm, limits.jointSpeed);
  const peak = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const bend = Math.sqrt(acceleration / Math.abs(curvature[i]));
    peak[i] = Math.min(limits.speed, bend, meeting[i], meeting[i + 1]);
  }
  for (let i = 0; i <= count; i++) {
    const sides = Math.min(peak[Math.max(0, i - 1)], peak[Math.min(count - 1, i)]);
    meeting[i] = path.stop[i] ? 0 : sides;
  }
  for (let i = 0; i < count; i++) {
    meeting[i + 1] = Math.min(meeting[i + 1], hypot(meeting[i], acceleration, length[i]));
  }
  for (let i = count - 1; i >= 0; i--) {
    meeting[i] = Math.min(meeting[i], hypot(meeting[i + 1], acceleration, length[i]));
  }

  const begins = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    const [v0, v1] = [meeting[i], meeting[i + 1]];
    const reachable = Math.sqrt(acceleration * length[i] + (v0 * v0 + v1 * v1) / 2);
    const v = Math.max(v0, v1, Math.min(peak[i], reachable));
    peak[i] = v;
    const ramps = (2 * v * v - v0 * v0 - v1 * v1) / (2 * acceleration);
    const cruise = Math.max(0, length[i] - ramps) / v;
    begins[i + 1] = begins[i] + (2 * v - v0 - v1) / acceleration + cruise;
  }
  return { path, acceleration, meeting, peak, begins, seconds: begins[count] };
}

/**
 * pen [2] ← the place at `time` [s] after the beginning. `piece` is the piece in which to begin to look,
 * the answer the one that was found: whoever asks for later and later times hands it back.
 */
export function penAt(pen: Vec, timed: TimedPath, time: number, piece = 0): number {
  const { path, begins, meeting, peak, acceleration: a } = timed;
  let i = piece;
  while (i < path.count - 1 && time >= begins[i + 1]) i++;
  const since = Math.max(0, time - begins[i]);
  const left = Math.max(0, begins[i + 1] - time);
  const up = (peak[i] - meeting[i]) / a;
  const down = (peak[i] - meeting[i + 1]) / a;
  let s: number;
  if (since < up) s = (meeting[i] + (a * since) / 2) * since;
  else if (left < down) s = path.length[i] - (meeting[i + 1] + (a * left) / 2) * left;
  else s = (meeting[i] + (a * up) / 2) * up + peak[i] * (since - up);
  pointOn(pen, path, i, Math.min(s, path.length[i]));
  return i;
}

/** The timing of a path that goes nowhere. */
function atOnce(path: RoundedPath, acceleration: number): TimedPath {
  const still = new Float64Array(1);
  return { path, acceleration, meeting: still, peak: still, begins: still, seconds: 0 };
}

/** √(v² + 2 a ℓ): the speed that can be reached over a length. */
const hypot = (v: number, a: number, length: number): number => Math.sqrt(v * v + 2 * a * length);

/** Half of the distance over which joints are compared [m]. */
const STEP = 1e-5;

/** The speeds at the ends of pieces at which the faster joint moves at `jointSpeed` [count + 1], m/s. */
function jointLimits(path: RoundedPath, arm: PenArm, jointSpeed: number): Vec {
  const { count } = path;
  const limits = new Float64Array(count + 1);
  const pen = new Float64Array(2);
  const before = new Float64Array(2);
  const after = new Float64Array(2);
  for (let i = 0; i <= count; i++) {
    const k = Math.min(i, count - 1);
    pointOn(pen, path, k, i < count ? 0 : path.length[k]);
    const turn = i < count ? 0 : path.curvature[k] * path.length[k];
    const dx = STEP * (path.cos[k] * Math.cos(turn) - path.sin[k] * Math.sin(turn));
    const dy = STEP * (path.sin[k] * Math.cos(turn) + path.cos[k] * Math.sin(turn));
    const [x, y] = [pen[0], pen[1]];
    // At the edge of the reach there is only one side to compare with.
    const ahead = arm.inverse(after, x + dx, y + dy);
    if (!ahead && !arm.inverse(after, x, y)) throw outOfReach(x, y);
    const behind = arm.inverse(before, x - dx, y - dy);
    if (!behind && !arm.inverse(before, x, y)) throw outOfReach(x, y);
    const moved = Math.max(Math.abs(after[0] - before[0]), Math.abs(after[1] - before[1]));
    limits[i] = (jointSpeed * STEP * (Number(ahead) + Number(behind))) / moved;
  }
  return limits;
}

const outOfReach = (x: number, y: number): RangeError =>
  new RangeError(
    `the path leaves the reach of the arm at ${(1000 * x).toFixed(1)}, ${(1000 * y).toFixed(1)} mm`,
  );
