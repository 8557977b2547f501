/**
 * A pen plotter of hobby servos, as it is wired and mounted.
 *
 * Two servos move the linkage that holds the pen (pen-arm.ts), a third one lifts it. A servo hears pulses 50 times a second, and their width is the angle it should take:
 *
 *   w = w₀ + g (q − q₀)          w [µs], g [µs/rad], negative where the servo is mounted mirrored
 */

import { makeMachine } from "./machines.ts";
import type { PenArm } from "./pen-arm.ts";

/** A servo that moves a joint. */
export interface JointServo {
  /** How people call it. */
  readonly name: string;
  /** Digital pin of the board, or channel of the servo driver. */
  readonly pin: number;
  /** q₀, an angle at which the pulse is known [rad]. */
  readonly centre: number;
  /** w₀, that pulse [µs]. */
  readonly centrePulse: number;
  /** g [µs/rad]. */
  readonly gain: number;
  readonly limits: PulseLimits;
  /** Its potentiometer, where a wire leads from it to the board. */
  readonly pot?: Potentiometer;
}

/** The servo that lifts the pen. */
export interface PenServo {
  readonly pin: number;
  /** Pulse that lifts the pen, and the one that puts it down [µs]. */
  readonly up: number;
  readonly down: number;
  /** How long it takes to lift [s]: from the pulse's change until the pen is off the paper. */
  readonly liftTime: number;
  readonly limits: PulseLimits;
}

/** Pulses that a servo may ever see [µs]; outside it would push against its end stop. */
export interface PulseLimits {
  readonly min: number;
  readonly max: number;
}

/** q = q₀ + (n − n₀) / g, where n is what the 10-bit converter reads. */
export interface Potentiometer {
  /** Analog pin: 0 is A0. */
  readonly channel: number;
  /** n₀, the reading at the servo's centre. */
  readonly centre: number;
  /** g [1/rad]. */
  readonly gain: number;
}

/** What hangs on the board. */
export interface PlotterWiring {
  readonly joints: readonly [JointServo, JointServo];
  readonly pen: PenServo;
}

export interface PlotterConfig extends PlotterWiring {
  /** The linkage, as it was meant to be built. */
  readonly arm: PenArm;
}

/** Hobby servos turn by some 10 µs a degree (BrachioGraph's documentation). */
const MICROSECONDS_PER_RADIAN = (10 * 180) / Math.PI;
const SERVO_LIMITS: PulseLimits = { min: 600, max: 2400 };
/** Ten bits over the 270° that a servo's potentiometer turns. */
const COUNTS_PER_RADIAN = 1023 / (1.5 * Math.PI);

/** A BrachioGraph with its servos in the middle of the joints' ranges, on pins that can all be servos. */
export const brachiograph: PlotterConfig = {
  arm: makeMachine("brachiograph"),
  joints: [
    {
      name: "shoulder",
      pin: 9,
      centre: Math.PI,
      centrePulse: 1500,
      gain: -MICROSECONDS_PER_RADIAN,
      limits: SERVO_LIMITS,
      pot: { channel: 0, centre: 511.5, gain: COUNTS_PER_RADIAN },
    },
    {
      name: "elbow",
      pin: 10,
      centre: -Math.PI / 2,
      centrePulse: 1500,
      gain: MICROSECONDS_PER_RADIAN,
      limits: SERVO_LIMITS,
      pot: { channel: 1, centre: 511.5, gain: COUNTS_PER_RADIAN },
    },
  ],
  pen: {
    pin: 11,
    up: 1300,
    down: 1700,
    liftTime: 0.2,
    limits: SERVO_LIMITS,
  },
};
