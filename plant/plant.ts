import type { ReadonlyVec, Vec } from "./vec.ts";

/**
 * A body under control: simulated or real, the loop cannot tell.
 *
 * The tick methods are real-time safe: they neither allocate, block nor throw. Whatever is slow or
 * can fail belongs in the functions that make and dispose of a plant.
 */
export interface Plant {
  /** Number of joints, n. */
  readonly joints: number;
  /** Entries of a command: one for each joint, or one for each muscle. */
  readonly commands: number;
  /**
   * Writes what the senses say: joint angles [rad], joint velocities [rad/s], and last the age of
   * that news [s], which is 0 for a body felt without delay. `senses` is [2n + 1].
   */
  sense(senses: Vec): void;
  /**
   * Holds `command` [commands] until the next call: joint torques [N·m], or the excitations of muscles,
   * 0…1. Zeros let the body go limp.
   */
  actuate(command: ReadonlyVec): void;
  /** Lets time pass. A real plant needs no help with this. */
  advance(elapsed: Elapsed): void;
}

/** Time that has passed. An object, since a number would be boxed on its way into a call. */
export interface Elapsed {
  /** [s] */
  readonly dt: number;
}
