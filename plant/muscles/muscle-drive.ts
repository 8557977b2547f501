/**
 * Muscles that move an arm: excitations are held, activations follow, forces act through a step.
 *
 * Activations do not depend on the arm, so a step is half of theirs, the whole of the arm's with them
 * held, and their other half: an error of order dt² (Strang 1968).
 */
import type { Arm } from "../arm/arm.ts";
import type { Integrator, OuterForces } from "../arm/integrators.ts";
import type { ReadonlyVec, Vec } from "../vec.ts";
import { ACTIVATION_MIN, activationStep } from "./activation.ts";
import type { MuscleSet } from "./muscle-set.ts";
import { muscleTorque } from "./muscle-torque.ts";

export interface MuscleDrive {
  /** [n] */
  readonly activations: ReadonlyVec;
  /** At the end of the last step: forces of the muscles [N], [n], and what they do to the joints [N·m], [2]. */
  readonly forces: ReadonlyVec;
  readonly torque: Vec;
  /** Lets the arm move under excitations, 0…1, [n], in the place of torques. Real-time safe. */
  readonly integrator: Integrator;
}

/** Muscles at rest, with scratch memory of their own, for steps of `dt` [s] by `integrate`. */
export function driveMuscles(set: MuscleSet, integrate: Integrator, dt: number): MuscleDrive {
  const activations = new Float64Array(set.count).fill(ACTIVATION_MIN);
  const halfStep = activationStep(set.count, dt / 2);
  const muscles = muscleTorque(set);
  const torque = new Float64Array(2);
  const nothing = new Float64Array(2);
  const acting = {
    outside: undefined as OuterForces | undefined,
    addTorque(total: Vec, x: ReadonlyVec, arm: Arm): void {
      muscles.add(total, activations, x);
      this.outside?.addTorque(total, x, arm);
    },
  };

  return {
    activations,
    forces: muscles.forces,
    torque,

    integrator(x, excitations, _, arm, outside) {
      acting.outside = outside;
      halfStep(activations, excitations);
      integrate(x, nothing, dt, arm, acting);
      halfStep(activations, excitations);
      torque.fill(0);
      muscles.add(torque, activations, x);
    },
  };
}
