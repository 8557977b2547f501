/**
 * An arm with late and noisy senses, as a plant.
 *
 * Physics runs in substeps of at most `physicsStep`; senses report the state `delay` seconds ago plus
 * white noise. Noise and delay may be changed between ticks.
 */
import type { Arm } from "../plant/arm/arm.ts";
import type { Integrator } from "../plant/arm/integrators.ts";
import { rungeKutta4 } from "../plant/arm/integrators.ts";
import type { Plant } from "../plant/plant.ts";
import type { Vec } from "../plant/vec.ts";
import { makeDelayLine } from "./delay-line.ts";
import type { Random } from "./random.ts";

/** Standard deviation of the senses' white noise: joint angles [rad], velocities [rad/s]. */
export const SENSORY_NOISE = { angle: 0.001, velocity: 0.02 } as const;

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
  /** Upper bound of the integrator's step [s]. */
  readonly physicsStep?: number;
  readonly integrator?: Integrator;
  /** Shortest time between two calls of `advance` [s]; bounds the memory for the delay. */
  readonly tick?: number;
}

export interface SimulatedArm extends Plant {
  /** True joint angles [rad] and velocities [rad/s]: borrowed, for telemetry and scoring only. */
  readonly truth: Vec;
  /** Torques now held [N·m]. */
  readonly torque: Vec;
  delay: number;
  noise: number;
}

export function simulateArm({
  arm,
  home,
  random,
  delay,
  noise,
  physicsStep = 0.001,
  integrator = rungeKutta4(),
  tick = 0.001,
}: SimulatedArmOptions): SimulatedArm {
  const truth = Float64Array.of(home[0], home[1], 0, 0);
  const torque = new Float64Array(2);
  const past = makeDelayLine(4, Math.ceil((DELAY_MAX + 0.05) / tick) + 2);
  const felt = new Float64Array(4);
  const clock = new Float64Array(1);
  past.push(0, truth);

  return {
    joints: 2,
    truth,
    torque,
    delay,
    noise,

    sense(senses) {
      const age = Math.min(this.delay, clock[0]);
      past.read(felt, clock[0] - age);
      senses[0] = felt[0] + this.noise * SENSORY_NOISE.angle * random.normal();
      senses[1] = felt[1] + this.noise * SENSORY_NOISE.angle * random.normal();
      senses[2] = felt[2] + this.noise * SENSORY_NOISE.velocity * random.normal();
      senses[3] = felt[3] + this.noise * SENSORY_NOISE.velocity * random.normal();
      senses[4] = age;
    },

    actuate(command) {
      torque[0] = command[0];
      torque[1] = command[1];
    },

    advance(dt) {
      const substeps = Math.max(1, Math.ceil(dt / physicsStep - 1e-9));
      for (let k = 0; k < substeps; k++) integrator(truth, torque, dt / substeps, arm);
      clock[0] += dt;
      past.push(clock[0], truth);
    },
  };
}
