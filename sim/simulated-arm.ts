/**
 * An arm with late and noisy senses, as a plant.
 *
 * Physics runs in steps of exactly `physicsStep`, whatever the period of the loop and its jitter: time
 * that makes no whole step is kept for the next tick. Senses report the state `delay` seconds ago plus
 * white noise. Noise, delay, the body and the forces on its hand may be changed between ticks.
 */
import type { Arm } from "../plant/arm/arm.ts";
import type { Integrator } from "../plant/arm/integrators.ts";
import { rungeKutta4 } from "../plant/arm/integrators.ts";
import { driveMuscles } from "../plant/muscles/muscle-drive.ts";
import type { Plant } from "../plant/plant.ts";
import type { ReadonlyVec, Vec } from "../plant/vec.ts";
import { makeDelayLine } from "./delay-line.ts";
import type { HandForces } from "./perturbations/hand-forces.ts";
import type { Random } from "./random.ts";

/** Standard deviation of the senses' white noise: joint angles [rad], velocities [rad/s]. */
export const SENSORY_NOISE = { angle: 0.001, velocity: 0.02 } as const;

/** Less than this is no time at all [s]. */
const ROUNDING = 1e-9;

/** The longest delay that the senses can be given [s]. */
export const DELAY_MAX = 0.3;

export interface SimulatedArmOptions {
  readonly arm: Arm;
  /** Joint angles at the start [rad]. */
  readonly home: readonly [number, number];
  readonly random: Random;
  /** Age of the senses [s], 0 to DELAY_MAX. */
  readonly delay: number;
  /** Multiplies SENSORY_NOISE. */
  readonly noise: number;
  /** The integrator's step [s]. */
  readonly physicsStep?: number;
  readonly integrator?: Integrator;
}

export interface SimulatedArm extends Plant {
  /** True joint angles [rad] and velocities [rad/s]: borrowed, for telemetry and scoring only. */
  readonly truth: Vec;
  /** [0]: how long before now that was true [s]: physics goes in steps of its own. Borrowed. */
  readonly behind: ReadonlyVec;
  /** Torques at the joints [N·m]: those held, or what the muscles make of their excitations. */
  readonly torque: Vec;
  /** As in the options; may be changed between ticks, all but its muscles. */
  arm: Arm;
  delay: number;
  noise: number;
  /** What acts on the hand from outside, if anything does. */
  forces: HandForces | undefined;
}

export function simulateArm({
  arm,
  home,
  random,
  delay,
  noise,
  physicsStep = 0.0005,
  integrator = rungeKutta4(),
}: SimulatedArmOptions): SimulatedArm {
  const truth = Float64Array.of(home[0], home[1], 0, 0);
  const muscles = arm.muscles && driveMuscles(arm.muscles, integrator, physicsStep);
  /** What is commanded, and what moves the arm by it. */
  const held = new Float64Array(arm.muscles ? arm.muscles.count : 2);
  const move = muscles ? muscles.integrator : integrator;
  const torque = muscles ? muscles.torque : held;
  const past = makeDelayLine(4, Math.ceil(DELAY_MAX / physicsStep) + 2);
  const felt = new Float64Array(4);
  const draws = new Float64Array(4);
  /** Time that has passed, and the part of it that physics has not seen yet [s]. */
  const clock = new Float64Array(2);
  /** When `truth` was true [s]. */
  const when = new Float64Array(1);
  past.push(when, truth);

  return {
    joints: 2,
    commands: held.length,
    truth,
    behind: clock.subarray(1),
    torque,
    arm,
    delay,
    noise,
    forces: undefined,

    sense(senses) {
      const age = Math.min(this.delay, DELAY_MAX, clock[0]);
      past.read(felt, clock[0] - age);
      random.normals(draws);
      senses[0] = felt[0] + this.noise * SENSORY_NOISE.angle * draws[0];
      senses[1] = felt[1] + this.noise * SENSORY_NOISE.angle * draws[1];
      senses[2] = felt[2] + this.noise * SENSORY_NOISE.velocity * draws[2];
      senses[3] = felt[3] + this.noise * SENSORY_NOISE.velocity * draws[3];
      senses[4] = age;
    },

    actuate(command) {
      for (let i = 0; i < held.length; i++) held[i] = command[i];
    },

    advance({ dt }) {
      clock[0] += dt;
      clock[1] += dt;
      while (clock[1] > physicsStep - ROUNDING) {
        this.forces?.moveTo(when);
        move(truth, held, physicsStep, this.arm, this.forces);
        clock[1] -= physicsStep;
        when[0] = clock[0] - clock[1];
        past.push(when, truth);
      }
    },
  };
}
