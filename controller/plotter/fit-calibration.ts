/**
 * BrachioGraph's way to calibrate a servo: pulses are set in steps, up and then down, and the angles that the arm
 * takes are measured. The middle of both ways is a cubic, their distance the hysteresis.
 *
 *   w = Σ mᵢ (q − q₀)ⁱ ± ½ h      by least squares over all measurements, + on the way to larger angles
 */
import { Matrix, solve } from "ml-matrix";
import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import type { JointServo } from "../../plant/plotter/plotter.ts";

/** One angle that was measured. */
export interface ServoReading {
  /** [µs] */
  readonly pulse: number;
  /** [rad] */
  readonly angle: number;
  /** 1 if the angle was growing when the arm came there, −1 if it was shrinking. */
  readonly direction: 1 | -1;
}

const POWERS = 4;

/** Throws if there are too few readings to tell anything. */
export function fitCalibration(
  { centre }: JointServo,
  readings: readonly ServoReading[],
): JointCalibration {
  if (readings.length < 2 * POWERS) {
    throw new RangeError(`expected ${2 * POWERS} readings or more, found ${readings.length}`);
  }
  const rows = readings.map(({ angle, direction }) => [
    ...Array.from({ length: POWERS }, (_, power) => (angle - centre) ** power),
    direction / 2,
  ]);
  const pulses = readings.map(({ pulse }) => [pulse]);
  const fitted = solve(new Matrix(rows), new Matrix(pulses)).to1DArray();
  return { middle: fitted.slice(0, POWERS), hysteresis: fitted[POWERS] };
}
