/**
 * Where trials are performed: what they are timed by, and who looks on. Without one they pass in virtual
 * time, unseen. What a trial comes to is the same on any stage whose timer waits until its deadlines.
 */
import type { Timer } from "../../controller/clock.ts";
import type { Turn } from "../../controller/loop.ts";
import type { World } from "../perturbations/world.ts";
import type { Rig } from "./rig.ts";
import type { TrialRecord } from "./trial-record.ts";

export interface Stage {
  readonly timer: Timer;
  /** A subject sets out on so many trials. */
  enter(rig: Rig, world: World, trials: number): Onlooker;
}

interface Onlooker {
  /** Sees every turn of the loop; what it is shown is borrowed. */
  readonly turn: (turn: Turn) => void;
  /** A trial is over. */
  readonly trial: (record: TrialRecord, index: number) => void;
}
