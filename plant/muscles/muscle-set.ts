/**
 * What the muscles of a two-joint arm are made of, laid out for the equations that use them.
 */
import type { ReadonlyVec } from "../vec.ts";

/** One muscle with its tendon. */
interface MuscleParameters {
  readonly name: string;
  /** Largest isometric force [N]. */
  readonly force: number;
  /** Optimal length of the fibres [m]. */
  readonly optimum: number;
  /** Length of the tendon, which is rigid [m]. */
  readonly tendon: number;
  /**
   * How long muscle and tendon are together [m]: c₀ + Σⱼ (c₁ⱼ + c₂ⱼ (qⱼ − pⱼ)) (qⱼ − pⱼ), with the set's
   * posture of reference p.
   */
  readonly path: {
    readonly length: number;
    readonly shoulder: readonly [number, number];
    readonly elbow: readonly [number, number];
  };
}

export interface MuscleSetParameters {
  /** Joint angles that the lengths of paths refer to [rad]. */
  readonly posture: readonly [number, number];
  readonly muscles: readonly MuscleParameters[];
}

/** The same by quantity, one entry for each muscle. */
export interface MuscleSet {
  readonly count: number;
  readonly names: readonly string[];
  readonly posture: readonly [number, number];
  readonly force: ReadonlyVec;
  readonly optimum: ReadonlyVec;
  /** Length of fibres at the posture of reference [m]. */
  readonly length: ReadonlyVec;
  /** c₁ and c₂ of the shoulder and of the elbow [m/rad], [m/rad²]. */
  readonly shoulder1: ReadonlyVec;
  readonly shoulder2: ReadonlyVec;
  readonly elbow1: ReadonlyVec;
  readonly elbow2: ReadonlyVec;
}

export function makeMuscleSet({ posture, muscles }: MuscleSetParameters): MuscleSet {
  for (const muscle of muscles) {
    for (const quantity of ["force", "optimum", "tendon"] as const) {
      if (!(muscle[quantity] > 0)) {
        throw new RangeError(
          `${muscle.name}.${quantity} must be positive, found ${muscle[quantity]}`,
        );
      }
    }
  }
  const each = (of: (muscle: MuscleParameters) => number): ReadonlyVec =>
    Float64Array.from(muscles, of);
  return {
    count: muscles.length,
    names: muscles.map(({ name }) => name),
    posture,
    force: each(({ force }) => force),
    optimum: each(({ optimum }) => optimum),
    length: each(({ path, tendon }) => path.length - tendon),
    shoulder1: each(({ path }) => path.shoulder[0]),
    shoulder2: each(({ path }) => path.shoulder[1]),
    elbow1: each(({ path }) => path.elbow[0]),
    elbow2: each(({ path }) => path.elbow[1]),
  };
}
