/** What happened in a trial, and how it is taken down. */
import type { Point } from "../perturbations/perturbation.ts";

/** A sample for each brain period, from its beginning to the next one's. */
export interface TrialRecord {
  readonly phase: string;
  /** Where the cursor was asked to start and, in the end, to arrive [m]. */
  readonly start: Point;
  readonly target: Point;
  /** Duration of the planned movement [s]. */
  readonly duration: number;
  /** (x, y) pairs [m]: hand, cursor, where the cursor should have been. */
  readonly hand: Float64Array;
  readonly cursor: Float64Array;
  readonly wish: Float64Array;
  /** (x, y) pairs: what pushed the hand from outside [N]. */
  readonly force: Float64Array;
  /** Joint angles, velocities and torques (q₁, q₂, q̇₁, q̇₂, τ₁, τ₂). */
  readonly joints: Float64Array;
  /** The hand where the brain believed it to be, while it moved: root mean square [m]. */
  readonly misjudgement: number;
}

export type Recording = ReturnType<typeof recording>;

export function recording(phase: string, start: Point, aim: Point, planned: number) {
  const hand: number[] = [];
  const cursor: number[] = [];
  const wish: number[] = [];
  const force: number[] = [];
  const joints: number[] = [];
  let target = aim;
  let duration = planned;
  let squares = 0;
  let count = 0;
  return {
    hand,
    cursor,
    wish,
    force,
    joints,
    /** The target is elsewhere now, to be reached so long after the beginning [s]. */
    redirect(to: Point, until: number): void {
      target = to;
      duration = until;
    },
    misjudged(distance: number): void {
      squares += distance * distance;
      count++;
    },
    record: (): TrialRecord => ({
      phase,
      start,
      target,
      duration,
      hand: Float64Array.from(hand),
      cursor: Float64Array.from(cursor),
      wish: Float64Array.from(wish),
      force: Float64Array.from(force),
      joints: Float64Array.from(joints),
      misjudgement: Math.sqrt(squares / count),
    }),
  };
}
