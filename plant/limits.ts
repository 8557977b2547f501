/**
 * The last gate before the body: finite? then clamp, then slew, in that order.
 */
import type { ReadonlyVec, Vec } from "./vec.ts";

export interface CommandLimits {
  /** Bounds of each entry. */
  readonly min: ReadonlyVec;
  readonly max: ReadonlyVec;
  /** Largest change of each entry in a second. */
  readonly slewPerSecond: ReadonlyVec;
}

/**
 * command ← what may be sent, `dt` seconds after `previous` was. Returns false, and leaves zeros,
 * where an entry is not finite: the caller then lets the body go limp. Real-time safe.
 */
export function guardCommand(
  command: Vec,
  previous: ReadonlyVec,
  dt: number,
  { min, max, slewPerSecond }: CommandLimits,
): boolean {
  let finite = true;
  for (let i = 0; i < command.length; i++) {
    if (!Number.isFinite(command[i])) finite = false;
  }
  if (!finite) {
    command.fill(0);
    return false;
  }
  for (let i = 0; i < command.length; i++) {
    const clamped = Math.min(max[i], Math.max(min[i], command[i]));
    const step = slewPerSecond[i] * dt;
    command[i] = Math.min(previous[i] + step, Math.max(previous[i] - step, clamped));
  }
  return true;
}
