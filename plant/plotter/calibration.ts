/**
 * From joint angles to pulse widths, and how a calibration makes that truer.
 *
 *   plain    w = w₀ + g (q − q₀)
 *   static   w = mid(q) ± ½ h        mid: a polynomial in (q − q₀), h: the hysteresis; + while q rises
 *
 * The static one is BrachioGraph's: pulses measured on the way up and on the way down, a curve through
 * their middle, and half of their mean difference added in the direction of travel.
 */
import type { ReadonlyVec } from "../vec.ts";
import type { JointServo, PlotterWiring } from "./plotter.ts";

/** How one joint's angles become pulses. */
export interface JointCalibration {
  /** Coefficients of the middle curve [µs/radⁱ], by rising power of (q − q₀). */
  readonly middle: readonly number[];
  /** h [µs]: pulse of an angle on the way up less that on the way down. */
  readonly hysteresis: number;
}

/** What the configuration says, and no more: a straight line without hysteresis. */
export const plainCalibration = ({ centrePulse, gain }: JointServo): JointCalibration => ({
  middle: [centrePulse, gain],
  hysteresis: 0,
});

/** `calibration` with a play of `play` [rad] that it does not know of. */
export const withPlay = (
  { gain }: JointServo,
  { middle, hysteresis }: JointCalibration,
  play: number,
): JointCalibration => ({ middle, hysteresis: hysteresis + gain * play });

/** Pulse for `angle` [rad] while it changes in `direction`: 1, −1, or 0 where that is not known [µs]. */
export function pulseFor(
  angle: number,
  direction: number,
  { centre }: JointServo,
  { middle, hysteresis }: JointCalibration,
): number {
  let width = 0;
  for (let i = middle.length - 1; i >= 0; i--) width = width * (angle - centre) + middle[i];
  return width + 0.5 * direction * hysteresis;
}

/** Pulses for a posture at rest [µs]. */
export const pulsesFor = (
  q: ReadonlyVec,
  { joints }: PlotterWiring,
  calibrations: readonly [JointCalibration, JointCalibration],
): [number, number] => [
  pulseFor(q[0], 0, joints[0], calibrations[0]),
  pulseFor(q[1], 0, joints[1], calibrations[1]),
];
