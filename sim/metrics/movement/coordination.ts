/** How well two joints move together. */
import type { ReadonlyVec } from "../../../plant/vec.ts";
import { pearson } from "../pearson.ts";

/** Slower than this a joint rests [rad/s]: 5° a second. */
const RESTING = (5 * Math.PI) / 180;

/**
 * Decomposition: the share of movement time in which one joint rests while the other moves (Bastian,
 * Martin, Keating & Thach 1996, J Neurophysiol 76:492). `first` and `second` are joint velocities [rad/s].
 */
export function decomposition(first: ReadonlyVec, second: ReadonlyVec): number {
  let moving = 0;
  let alone = 0;
  for (let i = 0; i < first.length; i++) {
    const one = Math.abs(first[i]) >= RESTING;
    const other = Math.abs(second[i]) >= RESTING;
    if (one || other) moving++;
    if (one !== other) alone++;
  }
  return moving === 0 ? 0 : alone / moving;
}

/**
 * How well muscles meet the torques that the other joint's motion throws at theirs: the correlation of
 * the muscle torque with minus the interaction torque, 1 where they cancel.
 */
export const interactionCompensation = (muscle: ReadonlyVec, interaction: ReadonlyVec): number =>
  pearson(
    muscle,
    Float64Array.from({ length: interaction.length }, (_, i) => -interaction[i]),
  );
