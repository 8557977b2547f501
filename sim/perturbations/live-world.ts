/**
 * The world of an arm that is perturbed while it runs, without garbage: what holds is one law of force,
 * two masses and one map of the cursor, worked out beforehand by whoever has the time (`steadyWorld`).
 *
 *   words: law of force (14) · added mass [kg] · factor of the limb's mass · map of the cursor (6)
 */
import type { Arm } from "../../plant/arm/arm.ts";
import { heavier, holding } from "../../plant/arm/arm.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import { makeDelayLine } from "../delay-line.ts";
import type { SimulatedArm } from "../simulated-arm.ts";
import { DELAY_MAX } from "../simulated-arm.ts";
import { cursorMap, makeCursor } from "./cursor.ts";
import { makeHandForces, ROW, steadyLaw } from "./hand-forces.ts";
import type { Perturbation } from "./perturbation.ts";
import { pulse } from "./perturbation.ts";

const MASSES = ROW;
const MAP = ROW + 2;
/** Length of a steady world in words. */
export const STEADY_WORDS = MAP + 6;

/** A list of perturbations that are always there, as words. */
export function steadyWorld(perturbations: readonly Perturbation[]): Float64Array {
  const words = new Float64Array(STEADY_WORDS);
  words.set(steadyLaw(perturbations));
  words[MASSES + 1] = 1;
  for (const one of perturbations) {
    if (one.kind === "added-mass") words[MASSES] += one.mass;
    if (one.kind === "limb-mass") words[MASSES + 1] *= one.factor;
  }
  words.set(cursorMap(perturbations), MAP);
  return words;
}

export interface LiveWorld {
  /** How late vision is [s]. */
  visualDelay: number;
  /** The force on the hand when it was last reckoned [N], and what is seen of the hand [m]: borrowed. */
  readonly force: ReadonlyVec;
  readonly cursor: ReadonlyVec;
  /** These words hold from now on. A new body is made where a mass has changed; else real-time safe. */
  set(words: ReadonlyVec): void;
  /** A push that begins at `now` [s]: its force [N] and how long it lasts [s], [3]. Real-time safe. */
  push(push: ReadonlyVec, now: number): void;
  /** Sees the hand at `now`; once per brain period. Real-time safe. */
  watch(now: number): void;
  /** seen [3] ← the cursor as it was when light left it [m], and how long ago that is [s]. Real-time safe. */
  look(seen: Vec, now: number): void;
}

/** `period` is the shortest time between two calls of `watch` [s]. */
export function makeLiveWorld(plant: SimulatedArm, period: number, visualDelay: number): LiveWorld {
  const body = plant.arm;
  const forces = makeHandForces();
  const cursor = makeCursor();
  const past = makeDelayLine(2, Math.ceil(DELAY_MAX / period) + 2);
  const hand = new Float64Array(2);
  const shown = new Float64Array(2);
  const when = new Float64Array(1);
  const law = new Float64Array(ROW);
  const map = new Float64Array(6);
  const masses = Float64Array.of(0, 1);
  // Two laws that do nothing yet: what holds, and a push.
  forces.order([pulse([0, 0], 0, 0), pulse([0, 0], 0, 0)], 0);
  plant.forces = forces;

  return {
    visualDelay,
    force: forces.force,
    cursor: shown,

    set(words) {
      for (let i = 0; i < ROW; i++) law[i] = words[i];
      forces.put(0, law);
      for (let i = 0; i < map.length; i++) map[i] = words[MAP + i];
      cursor.set(map);
      if (masses[0] === words[MASSES] && masses[1] === words[MASSES + 1]) return;
      masses[0] = words[MASSES];
      masses[1] = words[MASSES + 1];
      plant.arm = bodyWith(body, masses);
    },

    push(push, now) {
      law.fill(0);
      law[10] = push[0];
      law[11] = push[1];
      law[12] = now;
      law[13] = now + push[2];
      forces.put(1, law);
    },

    watch(now) {
      forwardKinematics(hand, plant.truth, body);
      cursor.show(shown, hand);
      when[0] = now;
      past.push(when, shown);
    },

    look(seen, now) {
      seen[2] = Math.min(this.visualDelay, DELAY_MAX, now);
      past.read(seen, now - seen[2]);
    },
  };
}

const bodyWith = (body: Arm, masses: ReadonlyVec): Arm =>
  holding(heavier(body, masses[1]), masses[0]);
