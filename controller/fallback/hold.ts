/**
 * Holds a body where it is, by what is felt and nothing that was learnt: the last thing to do before
 * letting it go.
 *
 *   τ = s² K (q₀ − q) − s D q̇,   s = 1 / max(1, a / 100 ms),   q₀ = q + a q̇ at the beginning
 *
 * q, q̇ are a seconds old. A loop is stable that does little within its delay; what K and D do takes
 * a time that goes with 1/√K and 1/D, so both shrink with the age. K [N·m/rad] and D [N·m·s/rad] are what presets of arms bear
 * that have a tenth of the usual viscosity, at ages up to 300 ms (test/controller/fallback.test.ts).
 * Where there are muscles, those are excited that make such torques, and all of them a little.
 */
import type { MuscleSet } from "../../plant/muscles/muscle-set.ts";
import { recruitment } from "../../plant/muscles/recruit.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";

const STIFFNESS = [2, 1] as const;
const DAMPING = [0.4, 0.15] as const;
/** Age of the senses up to which the gains are whole [s]. */
const YOUNG = 0.1;

/** Both are real-time safe. `senses` [2n + 1] as a plant reports them. */
export interface Hold {
  /** From here on, stay where the senses say that you are. */
  begin(senses: ReadonlyVec): void;
  /** command ← the torques that hold, or the excitations. */
  step(command: Vec, senses: ReadonlyVec): void;
}

export function makeHold(muscles?: MuscleSet): Hold {
  const joints = STIFFNESS.length;
  const recruit = muscles && recruitment(muscles);
  const torque = new Float64Array(joints);
  const place = new Float64Array(joints);
  return {
    begin(senses) {
      const age = senses[2 * joints];
      for (let j = 0; j < joints; j++) place[j] = senses[j] + age * senses[joints + j];
    },
    step(command, senses) {
      const scale = 1 / Math.max(1, senses[2 * joints] / YOUNG);
      for (let j = 0; j < joints; j++) {
        const pull = scale * STIFFNESS[j] * (place[j] - senses[j]);
        torque[j] = scale * (pull - DAMPING[j] * senses[joints + j]);
      }
      if (recruit) recruit(command, torque, senses);
      else for (let j = 0; j < joints; j++) command[j] = torque[j];
    },
  };
}
