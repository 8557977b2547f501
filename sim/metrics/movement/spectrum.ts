/** Spectra of short signals, by a fast Fourier transform with zeros behind the signal. */
import FFT from "fft.js";
import type { ReadonlyVec } from "../../../plant/vec.ts";

/** |FFT| [size/2 + 1] of the real `signal` with zeros behind it up to `size`, a power of two. */
export function amplitudes(signal: ReadonlyVec, size: number): Float64Array {
  const fft = new FFT(size);
  const padded = new Array<number>(size).fill(0);
  for (let i = 0; i < signal.length; i++) padded[i] = signal[i];
  const complex: number[] = fft.createComplexArray();
  fft.realTransform(complex, padded);
  return Float64Array.from({ length: size / 2 + 1 }, (_, k) =>
    Math.hypot(complex[2 * k], complex[2 * k + 1]),
  );
}

/** The power of two that is `octaves` above the next one to `samples`. */
export const paddedSize = (samples: number, octaves: number): number =>
  2 ** (Math.ceil(Math.log2(samples)) + octaves);
