/**
 * Forces on the hand as the arm's joints feel them: every kind of them is one affine law,
 *
 *   F = B v + K (p − p₀) + f        τ = Jᵀ F
 *
 * with p, v of the hand. A channel along the unit vector u with n ⊥ u has K = −k n nᵀ, B = −c n nᵀ.
 */

import type { OuterForces } from "../../plant/arm/integrators.ts";
import { forwardKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import type { ReadonlyVec } from "../../plant/vec.ts";
import type { ForcePerturbation, Perturbation } from "./perturbation.ts";

export interface HandForces extends OuterForces {
  /** These forces act from `now` [s] on, and none of those before. Not for the tick: it allocates. */
  order(perturbations: readonly Perturbation[], now: number): void;
  /**
   * Law number `row` of the last order becomes this one, in place [ROW]; real-time safe. What was not
   * ordered is left alone.
   */
  put(row: number, law: ReadonlyVec): void;
  /** It is `time` [s], [1]: what begins or ends, does so between two steps of physics. Real-time safe. */
  moveTo(time: ReadonlyVec): void;
  /** The force on the hand when it was last reckoned [N], [2]: borrowed. */
  readonly force: ReadonlyVec;
}

/** A row: B (4), K (4), p₀ (2), f (2), from, until. */
export const ROW = 14;

export function makeHandForces(): HandForces {
  let laws = new Float64Array(0);
  const hand = new Float64Array(2);
  const velocity = new Float64Array(2);
  const force = new Float64Array(2);
  const J = new Float64Array(4);
  const time = new Float64Array(1);

  return {
    order(perturbations, now) {
      laws = Float64Array.from(perturbations.filter(isForce).flatMap((one) => lawRow(one, now)));
      force.fill(0);
    },

    put(row, law) {
      if (ROW * (row + 1) > laws.length) return;
      for (let i = 0; i < ROW; i++) laws[ROW * row + i] = law[i];
    },

    moveTo(moment) {
      time[0] = moment[0];
    },

    addTorque(torque, state, arm) {
      if (laws.length === 0) return;
      forwardKinematics(hand, state, arm);
      jacobian(J, state, arm);
      velocity[0] = J[0] * state[2] + J[1] * state[3];
      velocity[1] = J[2] * state[2] + J[3] * state[3];
      force.fill(0);
      for (let k = 0; k < laws.length; k += ROW) {
        if (time[0] < laws[k + 12] || time[0] >= laws[k + 13]) continue;
        const dx = hand[0] - laws[k + 8];
        const dy = hand[1] - laws[k + 9];
        for (let i = 0; i < 2; i++) {
          const b = k + 2 * i;
          force[i] +=
            laws[b] * velocity[0] +
            laws[b + 1] * velocity[1] +
            laws[b + 4] * dx +
            laws[b + 5] * dy +
            laws[k + 10 + i];
        }
      }
      torque[0] += J[0] * force[0] + J[2] * force[1];
      torque[1] += J[1] * force[0] + J[3] * force[1];
    },

    force,
  };
}

/** A law as a row, ordered at `now`. */
const lawRow = (one: ForcePerturbation, now: number): number[] => [
  ...lawOf(one),
  ...windowOf(one, now),
];

/** All forces of a list that are always there and laws of velocity or constant, as one law [ROW]. */
export function steadyLaw(perturbations: readonly Perturbation[]): Float64Array {
  const sum = new Float64Array(ROW);
  for (const one of perturbations) {
    if (one.kind !== "velocity-field" && one.kind !== "load") continue;
    lawOf(one).forEach((entry, i) => {
      sum[i] += entry;
    });
  }
  sum[ROW - 2] = Number.NEGATIVE_INFINITY;
  sum[ROW - 1] = Number.POSITIVE_INFINITY;
  return sum;
}

const isForce = (one: Perturbation): one is ForcePerturbation =>
  one.kind === "velocity-field" ||
  one.kind === "position-field" ||
  one.kind === "load" ||
  one.kind === "channel";

const NONE = [0, 0, 0, 0] as const;

/** B, K, p₀ and f of a force. */
function lawOf(one: ForcePerturbation): number[] {
  switch (one.kind) {
    case "velocity-field":
      return [...one.matrix, ...NONE, 0, 0, 0, 0];
    case "position-field":
      return [...NONE, ...one.matrix, ...one.about, 0, 0];
    case "load":
      return [...NONE, ...NONE, 0, 0, ...one.force];
    case "channel": {
      const [dx, dy] = [one.end[0] - one.start[0], one.end[1] - one.start[1]];
      const length = Math.hypot(dx, dy);
      if (!(length > 0)) throw new RangeError("a channel needs two different points, found one");
      const [nx, ny] = [-dy / length, dx / length];
      const across = [nx * nx, nx * ny, nx * ny, ny * ny];
      return [
        ...across.map((entry) => -one.damping * entry),
        ...across.map((entry) => -one.stiffness * entry),
        ...one.start,
        0,
        0,
      ];
    }
  }
}

const windowOf = ({ from, until }: ForcePerturbation, now: number): [number, number] => [
  from === undefined ? Number.NEGATIVE_INFINITY : now + from,
  until === undefined ? Number.POSITIVE_INFINITY : now + until,
];
