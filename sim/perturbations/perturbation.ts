/**
 * What can be done to an arm, its hand, what is seen of it and what is asked of it: plain data, to be
 * scheduled by trial (a list for each) and by time (`from` and `until`).
 *
 * The plane is that of plant/arm/kinematics.ts; matrices are 2 × 2, row-major.
 */
export type Point = readonly [x: number, y: number];
type Matrix = readonly [number, number, number, number];

/** When it is there, in seconds since it was ordered; always, unless told. */
interface Window {
  readonly from?: number;
  readonly until?: number;
}

/** Forces on the hand. */
export type ForcePerturbation = Window &
  (
    | {
        readonly kind: "velocity-field";
        /** F = B v [N·s/m]. */
        readonly matrix: Matrix;
      }
    | {
        readonly kind: "position-field";
        /** F = K (p − about) [N/m]. */
        readonly matrix: Matrix;
        readonly about: Point;
      }
    | {
        readonly kind: "load";
        /** [N] */
        readonly force: Point;
      }
    | {
        readonly kind: "channel";
        /** Soft walls along the line through these two points [m]. */
        readonly start: Point;
        readonly end: Point;
        /** Of the walls [N/m], [N·s/m]. */
        readonly stiffness: number;
        readonly damping: number;
      }
  );

/** Changes of the body. */
type BodyPerturbation =
  | {
      readonly kind: "added-mass";
      /** A point mass in the hand [kg]. */
      readonly mass: number;
    }
  | {
      /** All parts of the arm become so many times as heavy. */
      readonly kind: "limb-mass";
      readonly factor: number;
    };

/** What the cursor makes of the hand. They act in the order of their list. */
export type VisionPerturbation =
  | {
      readonly kind: "rotation";
      /** Anticlockwise [rad]. */
      readonly angle: number;
      readonly about: Point;
    }
  | { readonly kind: "gain"; readonly factor: number; readonly about: Point }
  | {
      /** The cursor keeps to the line from start to end, however the hand strays. */
      readonly kind: "error-clamp";
      readonly start: Point;
      readonly end: Point;
    };

/** Changes of the task and of the senses. */
type TaskPerturbation =
  | {
      readonly kind: "target-jump";
      /** Seconds after the movement began. */
      readonly after: number;
      /** [m] */
      readonly by: Point;
    }
  | {
      /** Makes all senses later by so much [s]. */
      readonly kind: "extra-delay";
      readonly delay: number;
    };

export type Perturbation =
  | ForcePerturbation
  | BodyPerturbation
  | VisionPerturbation
  | TaskPerturbation;

/** A curl field: the force is at right angles to the velocity; positive pushes to the right of it. */
export const curlField = (strength: number): Perturbation => ({
  kind: "velocity-field",
  matrix: [0, strength, -strength, 0],
});

/** So many times the saddle of Shadmehr & Mussa-Ivaldi (1994), J Neurosci 14:3208, in hand coordinates. */
export const saddleField = (factor = 1): Perturbation => ({
  kind: "velocity-field",
  matrix: [-10.1 * factor, -11.2 * factor, -11.2 * factor, 11.1 * factor],
});

/** A push of `force` [N] that begins at `from` and lasts `duration` [s]. */
export const pulse = (force: Point, from: number, duration: number): Perturbation => ({
  kind: "load",
  force,
  from,
  until: from + duration,
});

/** Walls of a force channel, as robots make them: 6 kN/m and 150 N·s/m. Scheidt et al. (2000). */
export const channel = (start: Point, end: Point): Perturbation => ({
  kind: "channel",
  start,
  end,
  stiffness: 6000,
  damping: 150,
});
