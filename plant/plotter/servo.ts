/**
 * A hobby servo and the joint that it moves.
 *
 *   θ* = q₀ + (w + ε − w₀) / (g (1 + δ)) + o + s sin 2(q − q₀)     what a pulse of w µs makes it aim at
 *   θ̇  = clip((θ* − θ) / τ, ±v)      while |θ* − θ| exceeds half the dead-band, else 0
 *   q  ∈ [θ − ½b, θ + ½b]            the joint, dragged along within the play b of gears and horn
 *
 * ε is the pulse's jitter, δ the error of the gain, o and s those of mounting and of the potentiometer
 * inside. Real servos are faster at some angles and whine in their dead-band; that is left out, and so
 * are friction of the pen and load.
 */
import type { JointServo } from "./plotter.ts";

/** What is wrong with one particular servo. */
export interface ServoFlaws {
  /** δ: relative error of the gain. */
  readonly gain: number;
  /** o: error of the mounting [rad]. */
  readonly offset: number;
  /** s: amplitude of the non-linearity [rad]. */
  readonly sine: number;
  /** τ [s]. */
  readonly lag: number;
  /** v [rad/s]. */
  readonly slew: number;
  /** Width of the dead-band of the controller inside [rad]. */
  readonly deadBand: number;
  /** b [rad]. */
  readonly play: number;
  /** ε is uniform within ± this [µs]. */
  readonly jitter: number;
}

export interface Servo {
  /** A pulse of `width` µs has ended; `noise` in [0, 1) chooses its jitter. */
  pulse(width: number, noise: number): void;
  /** No pulses any more: it stays where it is. */
  release(): void;
  /** Lets `dt` [s] pass. */
  advance(dt: number): void;
  /** q [rad]. */
  angle(): number;
}

/** A servo as `config` has it but for its `flaws`, resting at `angle` [rad]. */
export function makeServo(config: JointServo, flaws: ServoFlaws, angle: number): Servo {
  let aim = angle;
  let motor = angle;
  let joint = angle;

  return {
    pulse(width, noise) {
      const felt = width + (2 * noise - 1) * flaws.jitter;
      const turn = (felt - config.centrePulse) / (config.gain * (1 + flaws.gain));
      aim = config.centre + turn + flaws.offset + flaws.sine * Math.sin(2 * turn);
    },
    release() {
      aim = motor;
    },
    advance(dt) {
      const error = aim - motor;
      if (2 * Math.abs(error) > flaws.deadBand) {
        const step = error * (1 - Math.exp(-dt / flaws.lag));
        motor += Math.min(flaws.slew * dt, Math.max(-flaws.slew * dt, step));
      }
      joint = Math.min(motor + 0.5 * flaws.play, Math.max(motor - 0.5 * flaws.play, joint));
    },
    angle: () => joint,
  };
}
