/**
 * Sparseness of a population, from 0 (all units equally active) to 1 (one unit at a time).
 *
 *   S = (N − mean over samples of (Σ|x|)² / Σx²) / (N − 1)
 *
 * Treves & Rolls (1991), Network 2:371; Vinje & Gallant (2000), Science 287:1273. A silent sample has
 * no sparseness and is left out; NaN where all are silent, or where there is one unit only.
 */
import type { Population } from "./pearson.ts";

export function sparseness({ activity, units }: Population): number {
  let sum = 0;
  let samples = 0;
  for (let start = 0; start < activity.length; start += units) {
    let total = 0;
    let squares = 0;
    for (let k = start; k < start + units; k++) {
      total += Math.abs(activity[k]);
      squares += activity[k] * activity[k];
    }
    if (squares === 0) continue;
    sum += (total * total) / squares;
    samples++;
  }
  return (units - sum / samples) / (units - 1);
}
