/**
 * Demixed principal components of trials that differ by cue and run in time: directions of activity
 * that tell cues apart, and directions that tell time.
 *
 *   X = X_time + X_cue           marginalised: X_time the mean over cues, X_cue all that remains
 *                                (cue and cue × time together, as Kobak et al. take them)
 *   for each part φ:  A ← X_φ Xᵀ (X Xᵀ + (λ|X|)² I)⁻¹          ridge regression of X_φ on X
 *                     F ← the leading left singular vectors of A X,   D ← Fᵀ A
 *
 * so that F D X is the best reconstruction of X_φ of its rank. D reads a component out, F puts it
 * back: X ≈ Σ f (d · x).
 *
 * Kobak et al. (2016), eLife 5:e10989, Eqs. 4 and following. Activity is the mean over repetitions,
 * [cues × steps × units]; its mean over cues and steps is taken away first.
 */
import { EigenvalueDecomposition, Matrix, solve } from "ml-matrix";

const MARGINALS = ["cue", "time"] as const;
type Marginal = (typeof MARGINALS)[number];

export interface CueTimeActivity {
  /** [cues × steps × units] */
  readonly activity: ArrayLike<number>;
  readonly cues: number;
  readonly steps: number;
  readonly units: number;
}

interface DemixedComponent {
  readonly marginal: Marginal;
  /** d [units] */
  readonly decoder: Float64Array;
  /** f [units] */
  readonly encoder: Float64Array;
  /** d · x, [cues × steps] */
  readonly projection: Float64Array;
  /** Share of the variance of X that f (d · x) explains: 1 − |X − f d X|² / |X|². */
  readonly explained: number;
  /** How the variance of the projection divides among the parts; the shares sum to 1. */
  readonly shares: Readonly<Record<Marginal, number>>;
}

export interface DemixedPca {
  /** Total variance: mean |x|² over cues and steps. */
  readonly variance: number;
  /** How the variance of X divides among the parts; the shares sum to 1. */
  readonly shares: Readonly<Record<Marginal, number>>;
  /** The components of all parts, the one that explains most first. */
  readonly components: readonly DemixedComponent[];
}

export interface DemixedPcaOptions {
  /** Components of each part; fewer where the part has fewer dimensions. */
  readonly componentsEach?: number;
  /** λ. Ours is small, for networks' activity has no noise. */
  readonly ridge?: number;
}

export function demixedPca(
  input: CueTimeActivity,
  { componentsEach = 3, ridge = 1e-4 }: DemixedPcaOptions = {},
): DemixedPca {
  const { cues, steps, units } = input;
  const X = centredColumns(input);
  const parts = marginalise(X, input);
  const power = squares(X);
  if (power === 0) throw new RangeError("demixed PCA needs activity that varies");

  const gram = X.mmul(X.transpose());
  gram.add(Matrix.eye(units).mul(ridge * ridge * power));
  const components = MARGINALS.flatMap((marginal) => {
    // A = X_φ Xᵀ G⁻¹ with G symmetric, so Aᵀ = G⁻¹ X X_φᵀ.
    const A = solve(gram, X.mmul(parts[marginal].transpose())).transpose();
    return leadingDirections(A.mmul(X), componentsEach).map((f) => {
      const d = f.transpose().mmul(A);
      return describeComponent(marginal, d, f, X, parts);
    });
  });
  return {
    variance: power / (cues * steps),
    shares: sharesOf((marginal) => squares(parts[marginal]), power),
    components: components.toSorted((a, b) => b.explained - a.explained),
  };
}

type Parts = Readonly<Record<Marginal, Matrix>>;

/** X [units × (cues · steps)], each unit with mean 0. */
function centredColumns({ activity, cues, steps, units }: CueTimeActivity): Matrix {
  const columns = cues * steps;
  if (activity.length !== columns * units) {
    throw new RangeError(
      `${cues} cues × ${steps} steps × ${units} units are ${columns * units} numbers, found ${activity.length}`,
    );
  }
  return Matrix.from1DArray(columns, units, Array.from(activity)).transpose().center("row");
}

function marginalise(X: Matrix, { cues, steps, units }: CueTimeActivity): Parts {
  const time = Matrix.zeros(units, cues * steps);
  for (let unit = 0; unit < units; unit++) {
    for (let t = 0; t < steps; t++) {
      let sum = 0;
      for (let cue = 0; cue < cues; cue++) sum += X.get(unit, cue * steps + t);
      for (let cue = 0; cue < cues; cue++) time.set(unit, cue * steps + t, sum / cues);
    }
  }
  return { time, cue: Matrix.sub(X, time) };
}

/** A direction that holds less of the variance than this is rounding, not a component. */
const NOTHING = 1e-10;

/** The leading left singular vectors of Y, as columns: eigenvectors of Y Yᵀ. */
function leadingDirections(Y: Matrix, count: number): Matrix[] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    Y.mmul(Y.transpose()),
    { assumeSymmetric: true },
  );
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0);
  return order
    .slice(0, count)
    .filter((i) => realEigenvalues[i] > NOTHING * total)
    .map((i) => eigenvectorMatrix.getColumnVector(i));
}

function describeComponent(
  marginal: Marginal,
  d: Matrix,
  f: Matrix,
  X: Matrix,
  parts: Parts,
): DemixedComponent {
  const projection = d.mmul(X);
  const rest = Matrix.sub(X, f.mmul(projection));
  return {
    marginal,
    decoder: Float64Array.from(d.to1DArray()),
    encoder: Float64Array.from(f.to1DArray()),
    projection: Float64Array.from(projection.to1DArray()),
    explained: 1 - squares(rest) / squares(X),
    shares: sharesOf((part) => squares(d.mmul(parts[part])), squares(projection)),
  };
}

function sharesOf(
  powerOf: (marginal: Marginal) => number,
  total: number,
): Record<Marginal, number> {
  return { cue: powerOf("cue") / total, time: powerOf("time") / total };
}

/** |M|², the sum of its squared entries. */
function squares(M: Matrix): number {
  return M.to1DArray().reduce((sum, value) => sum + value * value, 0);
}
