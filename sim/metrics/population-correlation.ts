/**
 * How far a population moves as one, and how much room its activity takes.
 *
 *   C = N/(N−1) · (max √λ / Σ √λ − 1/N)      from 0 (alike in every direction) to 1 (one direction)
 *   V = trace of the covariance              the size of the coding space
 *
 * with λ the eigenvalues of the covariance of the units: Cayco-Gajic, Clopath & Silver (2017), Nat.
 * Commun. 8:1116.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { Population } from "./pearson.ts";

export interface PopulationCorrelation {
  /** NaN where nothing varies, or of a single unit. */
  readonly correlation: number;
  readonly codingSpace: number;
}

export function populationCorrelation(population: Population): PopulationCorrelation {
  const { units } = population;
  const covariance = covarianceOf(population);
  const decomposition = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const roots = decomposition.realEigenvalues.map((value) => Math.sqrt(Math.max(0, value)));
  const total = roots.reduce((sum, root) => sum + root, 0);
  const share = Math.max(...roots) / total;
  return {
    correlation: (units / (units - 1)) * (share - 1 / units),
    codingSpace: covariance.trace(),
  };
}

/** [units × units], n − 1 in its denominator. */
function covarianceOf({ activity, units }: Population): Matrix {
  const samples = activity.length / units;
  if (!Number.isInteger(samples) || samples < 2) {
    throw new RangeError(
      `two or more samples of ${units} units expected, found ${activity.length} numbers`,
    );
  }
  const centred = Matrix.from1DArray(samples, units, Array.from(activity)).center("column");
  return centred
    .transpose()
    .mmul(centred)
    .div(samples - 1);
}
