/**
 * A pen plotter of hobby servos, as it is wired and mounted.
 *
 * Two servos move the linkage that holds the pen (pen-arm.ts), a third one lifts it. A servo hears pulses 50 times a second, and their width is the angle it should take:
 *
 *   w = w₀ + g (q − q₀)          w [µs], g [µs/rad], negative where the servo is mounted mirrored
 */

import type { MachineName } from "./machines.ts";
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
interface Potentiometer {
  /** Analog pin: 0 is A0. */
  readonly channel: number;
  /** n₀, the reading at the servo's centre. */
  readonly centre: number;
  /** g [1/rad]. */
  readonly gain: number;
}

/** A PCA9685 between board and servos, on the board's I²C pins; servos then hang on its channels 0 to 15. */
export interface ServoDriver {
  readonly kind: "PCA9685";
  readonly address: number;
}

/** What hangs on the board. */
export interface PlotterWiring {
  readonly driver?: ServoDriver;
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

/** Servos in the middle of their joints' ranges, on pins that can all be servos, and the potentiometers wired. */
const wiring = (
  names: readonly [string, string],
  centres: readonly [number, number],
  gains: readonly [number, number],
): PlotterWiring => {
  const joint = (i: 0 | 1): JointServo => ({
    name: names[i],
    pin: 9 + i,
    centre: centres[i],
    centrePulse: 1500,
    gain: gains[i],
    limits: SERVO_LIMITS,
    pot: { channel: i, centre: 511.5, gain: COUNTS_PER_RADIAN },
  });
  return {
    joints: [joint(0), joint(1)],
    pen: { pin: 11, up: 1300, down: 1700, liftTime: 0.2, limits: SERVO_LIMITS },
  };
};

/** The shoulder's servo is mounted upside down. */
export const brachiograph: PlotterConfig = {
  arm: makeMachine("brachiograph"),
  ...wiring(
    ["shoulder", "elbow"],
    [Math.PI, -Math.PI / 2],
    [-MICROSECONDS_PER_RADIAN, MICROSECONDS_PER_RADIAN],
  ),
};

const pantograph: PlotterConfig = {
  arm: makeMachine("pantograph"),
  ...wiring(
    ["left", "right"],
    [(5 * Math.PI) / 6, Math.PI / 6],
    [MICROSECONDS_PER_RADIAN, MICROSECONDS_PER_RADIAN],
  ),
};

export const plotterConfig = (name: MachineName): PlotterConfig =>
  ({ brachiograph, pantograph })[name];
