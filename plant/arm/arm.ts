/**
 * What a planar two-link arm is made of, and the constants that its equations of motion need.
 */
import type { MuscleSet, MuscleSetParameters } from "../muscles/muscle-set.ts";
import { makeMuscleSet } from "../muscles/muscle-set.ts";
import type { Lengths } from "./kinematics.ts";

interface Segment {
  /** [m] */
  readonly length: number;
  /** [kg] */
  readonly mass: number;
  /** From the proximal joint to the centre of mass [m]. */
  readonly centre: number;
  /** Moment of inertia [kg·m²], about the point that `inertiaAbout` names. */
  readonly inertia: number;
}

interface Range {
  /** [rad] */
  readonly min: number;
  /** [rad] */
  readonly max: number;
}

export interface ArmParameters {
  readonly upperArm: Segment;
  readonly forearm: Segment;
  /** Which point the published moments of inertia refer to. */
  readonly inertiaAbout: "centre" | "joint";
  /** Joint friction B [N·m·s/rad], 2 × 2. */
  readonly friction: readonly [number, number, number, number];
  readonly shoulderRange: Range;
  readonly elbowRange: Range;
  /** What moves it; torques at its joints, where there are none. */
  readonly muscles?: MuscleSetParameters;
}

/**
 * Stiffness [N·m/rad] and damping [N·m·s/rad²] of the stops at the ends of a joint's range: our own
 * choice. A joint thrown against them at 5 rad/s comes to rest within 0.1 to 0.14 rad.
 */
const STOP = { stiffness: 200, damping: 40 } as const;

/** The numbers that the equations of motion use (dynamics.ts). */
export interface Arm extends Lengths {
  readonly name: string;
  /** a₁ = I₁ + I₂ + m₂ l₁²,  a₂ = m₂ l₁ s₂,  a₃ = I₂, inertias about the proximal joints [kg·m²]. */
  readonly a1: number;
  readonly a2: number;
  readonly a3: number;
  /** Joint friction [N·m·s/rad]. */
  readonly b11: number;
  readonly b12: number;
  readonly b21: number;
  readonly b22: number;
  readonly shoulder: Range;
  readonly elbow: Range;
  readonly stop: typeof STOP;
  /** What moves it, if not torques at its joints. */
  readonly muscles: MuscleSet | undefined;
}

/** An arm from its parameters; `viscosity` [N·m·s/rad] is added to both joints' friction. */
export function makeArm(name: string, parameters: ArmParameters, viscosity = 0): Arm {
  const { upperArm, forearm, friction } = parameters;
  for (const [label, segment] of Object.entries({ upperArm, forearm })) {
    for (const [quantity, value] of Object.entries(segment)) {
      if (!(value > 0))
        throw new RangeError(`${label}.${quantity} must be positive, found ${value}`);
    }
  }
  const aboutJoint = ({ inertia, mass, centre }: Segment): number =>
    parameters.inertiaAbout === "joint" ? inertia : inertia + mass * centre * centre;
  const i2 = aboutJoint(forearm);
  const arm: Arm = {
    name,
    l1: upperArm.length,
    l2: forearm.length,
    a1: aboutJoint(upperArm) + i2 + forearm.mass * upperArm.length ** 2,
    a2: forearm.mass * upperArm.length * forearm.centre,
    a3: i2,
    b11: friction[0] + viscosity,
    b12: friction[1],
    b21: friction[2],
    b22: friction[3] + viscosity,
    shoulder: parameters.shoulderRange,
    elbow: parameters.elbowRange,
    stop: STOP,
    muscles: parameters.muscles && makeMuscleSet(parameters.muscles),
  };
  // M is positive definite at every posture when it is at its worst one, q₂ = 0 or π.
  if (!((arm.a1 - arm.a3) * arm.a3 > arm.a2 ** 2)) {
    throw new RangeError(
      `no body has these masses and inertias: ${name}'s mass matrix is singular`,
    );
  }
  return arm;
}

/**
 * The same arm with a point mass [kg] in its hand: Jᵀ m J added to M, whose part in the equations of
 * motion has the shape that the links' own has.
 */
export const holding = (arm: Arm, mass: number): Arm => ({
  ...arm,
  a1: arm.a1 + mass * (arm.l1 ** 2 + arm.l2 ** 2),
  a2: arm.a2 + mass * arm.l1 * arm.l2,
  a3: arm.a3 + mass * arm.l2 ** 2,
});

/** The same arm with `factor` times the mass in all its parts. */
export const heavier = (arm: Arm, factor: number): Arm => ({
  ...arm,
  a1: factor * arm.a1,
  a2: factor * arm.a2,
  a3: factor * arm.a3,
});

/** The same arm with all lengths `length` times as long and all masses `mass` times as heavy. */
export const scaled = (
  arm: Arm,
  { length, mass }: { readonly length: number; readonly mass: number },
): Arm => ({
  ...heavier(arm, mass * length ** 2),
  l1: length * arm.l1,
  l2: length * arm.l2,
});
