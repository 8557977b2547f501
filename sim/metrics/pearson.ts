/**
 * Pearson's correlation, of two series and of two populations.
 *
 * Coupling is our reading of the papers' cortico-cerebellar coupling: the mean |r| over every pair of
 * one cortical unit and one granule cell. Activity is [samples × units], row-major; a sample is one
 * step of one trial.
 */

/** Activity of a population. */
export interface Population {
  /** [samples × units] */
  readonly activity: ArrayLike<number>;
  readonly units: number;
}

/** r of two series of equal length; NaN where one of them does not vary. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) {
    throw new RangeError(`series of equal length expected, found ${x.length} and ${y.length}`);
  }
  const [[a], [b]] = [
    standardised({ activity: x, units: 1 }),
    standardised({ activity: y, units: 1 }),
  ];
  return a && b ? product(a, b) : Number.NaN;
}

export interface Coupling {
  /** Mean |r|; NaN without pairs. */
  readonly coupling: number;
  /** How many pairs had two units that vary: the others have no correlation and are left out. */
  readonly pairs: number;
}

/** Mean |r| between the units of `a` and those of `b`. */
export function coupling(a: Population, b: Population): Coupling {
  const [left, right] = [standardised(a), standardised(b)];
  if (a.activity.length / a.units !== b.activity.length / b.units) {
    throw new RangeError(
      `as many samples of both populations expected, found ${a.activity.length / a.units} and ${b.activity.length / b.units}`,
    );
  }
  return meanAbsolute(left, () => right);
}

/** Mean |r| between different units of one population. */
export function meanPairwiseCorrelation(a: Population): Coupling {
  const series = standardised(a);
  return meanAbsolute(series, (i) => series.slice(i + 1));
}

function meanAbsolute(
  left: readonly (Float64Array | undefined)[],
  partnersOf: (i: number) => readonly (Float64Array | undefined)[],
): Coupling {
  let sum = 0;
  let pairs = 0;
  for (const [i, one] of left.entries()) {
    if (!one) continue;
    for (const other of partnersOf(i)) {
      if (!other) continue;
      sum += Math.abs(product(one, other));
      pairs++;
    }
  }
  return { coupling: sum / pairs, pairs };
}

/** A variance this much smaller than the mean square is nothing but rounding. */
const ROUNDING = 1e-12;

/** Each unit's series with mean 0 and length 1; nothing for one that does not vary. */
function standardised({ activity, units }: Population): (Float64Array | undefined)[] {
  const samples = activity.length / units;
  if (!Number.isInteger(samples) || samples < 2) {
    throw new RangeError(
      `two or more samples of ${units} units expected, found ${activity.length} numbers`,
    );
  }
  return Array.from({ length: units }, (_, unit) => {
    const series = Float64Array.from({ length: samples }, (_, i) => activity[i * units + unit]);
    const mean = series.reduce((sum, value) => sum + value, 0) / samples;
    const power = product(series, series);
    for (let i = 0; i < samples; i++) series[i] -= mean;
    const squares = product(series, series);
    if (!(squares > ROUNDING * power)) return undefined;
    const length = Math.sqrt(squares);
    for (let i = 0; i < samples; i++) series[i] /= length;
    return series;
  });
}

function product(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}
