/**
 * The world that an arm is put into, as a list of perturbations: ordered anew with every trial.
 */
import type { Arm } from "../../plant/arm/arm.ts";
import { heavier, holding } from "../../plant/arm/arm.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { DelayLine } from "../delay-line.ts";
import { makeDelayLine } from "../delay-line.ts";
import type { SimulatedArm } from "../simulated-arm.ts";
import { DELAY_MAX } from "../simulated-arm.ts";
import { makeCursor } from "./cursor.ts";
import { makeHandForces } from "./hand-forces.ts";
import type { Perturbation } from "./perturbation.ts";

export interface World {
  /** The force on the hand when it was last reckoned [N], and what was last seen of the hand [m]: borrowed. */
  readonly force: ReadonlyVec;
  readonly cursor: ReadonlyVec;
  /** What holds from `now` [s] on, instead of all that held before. Not for the tick: it allocates. */
  order(perturbations: readonly Perturbation[], now: number): void;
  /** Sees the hand at `now`; once per brain period. Real-time safe. */
  watch(now: number): void;
  /** cursor [2] ← where it is now [m], from where the hand is, which it replaces. Real-time safe. */
  show(place: Vec): void;
  /** seen [3] ← the cursor as it was when light left it [m], and how long ago that is [s]. Real-time safe. */
  look(seen: Vec, now: number): void;
}

export interface WorldOptions {
  /** How late vision is [s]; the arm's own delay is that of the felt joints. */
  readonly visualDelay: number;
  /** Shortest time between two calls of `watch` [s]. */
  readonly period: number;
}

export function makeWorld(plant: SimulatedArm, { visualDelay, period }: WorldOptions): World {
  const body = plant.arm;
  const delay = plant.delay;
  const forces = makeHandForces();
  const cursor = makeCursor();
  const past: DelayLine = makeDelayLine(2, Math.ceil(DELAY_MAX / period) + 2);
  const hand = new Float64Array(2);
  const shown = new Float64Array(2);
  const when = new Float64Array(1);
  let late = visualDelay;
  plant.forces = forces;

  return {
    force: forces.force,
    cursor: shown,

    order(perturbations, now) {
      forces.order(perturbations, now);
      cursor.order(perturbations);
      const extra = total(perturbations, (one) => (one.kind === "extra-delay" ? one.delay : 0));
      plant.arm = perturbations.reduce(bodyWith, body);
      plant.delay = Math.min(DELAY_MAX, delay + extra);
      late = Math.min(DELAY_MAX, visualDelay + extra);
    },

    watch(now) {
      forwardKinematics(hand, plant.truth, plant.arm);
      cursor.show(shown, hand);
      when[0] = now;
      past.push(when, shown);
    },

    show: (place) => cursor.show(place, place),

    look(seen, now) {
      seen[2] = Math.min(late, now);
      past.read(seen, now - seen[2]);
    },
  };
}

function bodyWith(arm: Arm, one: Perturbation): Arm {
  if (one.kind === "added-mass") return holding(arm, one.mass);
  return one.kind === "limb-mass" ? heavier(arm, one.factor) : arm;
}

const total = (
  perturbations: readonly Perturbation[],
  amount: (one: Perturbation) => number,
): number => perturbations.reduce((sum, one) => sum + amount(one), 0);
