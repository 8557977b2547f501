/**
 * Mossy fibres that carry how unusual a state is, and not the state itself.
 *
 *   z_i = (a_i − mean of a_i) / √(variance of a_i + ε)
 *
 * over all states that the cerebellum looks at in a batch. At the beginning of learning, cues move the
 * units of the cortex by a hundredth of what time does, and nearly equal states cannot be told
 * different things. Golgi cells are thought to control the gain of granule cells in some such way.
 */
import type { Real } from "../../kernels/kernels.ts";

/** Keeps a unit that never moves from being divided by nothing; the square of a thousandth. */
const EPSILON = 1e-6;

/** A [rows × width] ← z in the rows of two ranges, [from, to, from, to], which count `shareOf` times. */
export function standardise(
  A: Real,
  width: number,
  [from, to, fromToo, toToo]: readonly [number, number, number, number],
  shareOf: (row: number) => number,
): void {
  const eachRow = (call: (row: number) => void): void => {
    for (let row = from; row < to; row++) call(row);
    for (let row = fromToo; row < toToo; row++) call(row);
  };
  const mean = new Float64Array(width);
  const slope = new Float64Array(width);
  let samples = 0;
  eachRow((row) => {
    samples += shareOf(row);
  });
  eachRow((row) => {
    const part = shareOf(row) / samples;
    for (let i = 0; i < width; i++) mean[i] += part * A[row * width + i];
  });
  eachRow((row) => {
    const part = shareOf(row) / samples;
    for (let i = 0; i < width; i++) slope[i] += part * (A[row * width + i] - mean[i]) ** 2;
  });
  for (let i = 0; i < width; i++) slope[i] = 1 / Math.sqrt(slope[i] + EPSILON);
  eachRow((row) => {
    const at = row * width;
    for (let i = 0; i < width; i++) A[at + i] = (A[at + i] - mean[i]) * slope[i];
  });
}
