/**
 * A forward model that was not learnt: the equations of motion of an arm that the brain takes for its
 * own, solved from the late senses to now under the commands sent since.
 */
import type { Arm } from "../../plant/arm/arm.ts";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { EfferenceCopy } from "./mossy-fibres.ts";

/** state [4], the one that was true `age` seconds before `now`, becomes the one at `now`. Real-time safe. */
export type NominalModel = (state: Vec, age: number, now: number, sent: EfferenceCopy) => void;

/** Steps of the integration [s]: commands change every 10 ms. */
const STEP = 0.005;
/** No further than this [s]: an age without bounds would take time without bounds. */
const REACH = 1;
/**
 * No joint is as fast as this [rad/s]: the equations, begun at what no arm can do (a posture far beyond its
 * stops), have run away, and what is felt is all that is left.
 */
const RUNAWAY = 100;

export function nominalModel(arm: Arm): NominalModel {
  const integrate = rungeKutta4();
  const torque = new Float64Array(2);
  const felt = new Float64Array(4);
  return (state, late, now, sent) => {
    const age = Math.min(REACH, late);
    for (let i = 0; i < 4; i++) felt[i] = state[i];
    const steps = Math.ceil(age / STEP - 1e-9);
    const step = age / steps;
    for (let k = 0; k < steps; k++) {
      const from = now - age + k * step;
      sent.mean(torque, from, from + step);
      integrate(state, torque, step, arm);
    }
    const isAnArm = Math.abs(state[2]) < RUNAWAY && Math.abs(state[3]) < RUNAWAY;
    if (!isAnArm) constantVelocity(state, felt, late);
  };
}

/** The velocity that is felt goes on: what is known without any learning or model. */
export const constantVelocity = (state: Vec, senses: ReadonlyVec, age: number): void => {
  state[0] = senses[0] + age * senses[2];
  state[1] = senses[1] + age * senses[3];
  state[2] = senses[2];
  state[3] = senses[3];
};
