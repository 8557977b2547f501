/**
 * Smoothness of a speed profile, two ways. Neither is enough by itself: SPARC hardly sees a tremor
 * below a few millimetres, LDLJ explodes with noise and depends on the rate of sampling.
 *
 *   SPARC = −∫₀^ωc √((1/ωc)² + (dV̂/dω)²) dω         V̂ = |FFT(speed)| / its maximum
 *   LDLJ  = −ln( T³/v_peak² ∫ v̈² dt )                second differences, T = N / rate
 *
 * ωc: the last frequency up to 10 Hz at which V̂ ≥ 0.05; the transform is padded to 2^(⌈log₂ N⌉ + 4).
 * Balasubramanian, Melendez-Calderon, Roby-Brami & Burdet (2015), J NeuroEng Rehabil 12:112.
 */
import type { ReadonlyVec } from "../../../plant/vec.ts";
import { amplitudes, paddedSize } from "./spectrum.ts";

/** [Hz] */
const HIGHEST = 10;
const THRESHOLD = 0.05;
const PADDING = 4;

/** Spectral arc length: about −1.4 for one smooth movement, lower for less smooth ones. */
export function spectralArcLength(speed: ReadonlyVec, rate: number): number {
  const size = paddedSize(speed.length, PADDING);
  const spectrum = amplitudes(speed, size);
  const largest = spectrum.reduce((most, value) => Math.max(most, value), 0);
  if (!(largest > 0)) return Number.NaN;
  const within = Math.floor((HIGHEST * size) / rate);
  let first = 0;
  while (spectrum[first] / largest < THRESHOLD) first++;
  let last = Math.min(within, spectrum.length - 1);
  while (last > first && spectrum[last] / largest < THRESHOLD) last--;
  let length = 0;
  for (let k = first; k < last; k++) {
    const rise = (spectrum[k + 1] - spectrum[k]) / largest;
    length += Math.hypot(1 / (last - first), rise);
  }
  return -length;
}

/** Log dimensionless jerk of the speed: −5.32 for a minimum-jerk reach, lower for less smooth ones. */
export function logDimensionlessJerk(speed: ReadonlyVec, rate: number): number {
  let peak = 0;
  let squares = 0;
  for (let i = 0; i < speed.length; i++) peak = Math.max(peak, Math.abs(speed[i]));
  for (let i = 1; i < speed.length - 1; i++) {
    squares += ((speed[i + 1] - 2 * speed[i] + speed[i - 1]) * rate * rate) ** 2;
  }
  const duration = speed.length / rate;
  return -Math.log(((duration ** 3 / peak ** 2) * squares) / rate);
}
