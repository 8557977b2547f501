/**
 * What is said of numbers that seeds gave: mean, spread, and whether two conditions differ.
 */
import { twoSidedTail } from "./student-t.ts";

export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation, n − 1 in its denominator; NaN of a single number. */
  readonly sd: number;
  /** Standard error of the mean, sd / √n. */
  readonly sem: number;
}

export function summary(values: readonly number[]): Summary {
  const count = values.length;
  const average = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const sd = count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN;
  return { count, mean: average, sd, sem: sd / Math.sqrt(count) };
}

/** NaN of no numbers. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export interface PairedTest {
  readonly pairs: number;
  /** Of a − b. */
  readonly meanDifference: number;
  readonly t: number;
  readonly freedom: number;
  /** Two-sided. */
  readonly p: number;
  /** Cohen's d_z: mean of the differences over their standard deviation. */
  readonly effect: number;
  /** Pairs in which a is below b. */
  readonly below: number;
}

/**
 * Student's paired t-test of a against b, two-sided; entry i of both comes from the same seed.
 *
 * Effect size: Lakens (2013), Front. Psychol. 4:863, Eq. 6. Where all differences are equal there is
 * no spread to measure them by: t and d_z are infinite then, or 0 where nothing differs.
 */
export function pairedTTest(a: readonly number[], b: readonly number[]): PairedTest {
  if (a.length !== b.length || a.length < 2) {
    throw new RangeError(
      `a paired test needs two or more pairs, found ${a.length} and ${b.length} numbers`,
    );
  }
  const differences = a.map((value, i) => value - b[i]);
  const { mean: meanDifference, sd, sem } = summary(differences);
  const freedom = differences.length - 1;
  const t = meanDifference === 0 ? 0 : meanDifference / sem;
  return {
    pairs: differences.length,
    meanDifference,
    t,
    freedom,
    p: twoSidedTail(t, freedom),
    effect: meanDifference === 0 ? 0 : meanDifference / sd,
    below: differences.filter((difference) => difference < 0).length,
  };
}
