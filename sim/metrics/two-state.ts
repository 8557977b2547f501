/**
 * Two learners side by side, one quick and forgetful, one slow and lasting (Smith, Ghazizadeh &
 * Shadmehr 2006, PLoS Biol 4:e179), fitted to errors by trial.
 *
 *   e(n) = p(n) − x_f(n) − x_s(n)       x_f ← A_f x_f + B_f e       x_s ← A_s x_s + B_s e
 *
 * p is what disturbs, in units in which the errors are given. Their own data gave A_f 0.59, A_s 0.992,
 * B_f 0.21, B_s 0.02. Least squares by Levenberg and Marquardt from a few beginnings, for the valley is
 * flat where one state can do the other's work.
 */
import { levenbergMarquardt } from "ml-levenberg-marquardt";

export interface TwoState {
  readonly Af: number;
  readonly As: number;
  readonly Bf: number;
  readonly Bs: number;
}

export interface TwoStateFit extends TwoState {
  /** Root mean square of what is left unexplained, in units of the errors. */
  readonly rms: number;
}

/** One trial as the model sees it. */
export interface Exposure {
  readonly disturbance: number;
  /** Whether anything is learnt or forgotten in it. */
  readonly learning: boolean;
}

/** The errors that the model makes, trial by trial, beginning with nothing learnt. */
export function twoStateErrors(
  { Af, As, Bf, Bs }: TwoState,
  trials: readonly Exposure[],
): number[] {
  let fast = 0;
  let slow = 0;
  return trials.map(({ disturbance, learning }) => {
    const error = disturbance - fast - slow;
    if (learning) {
      fast = Af * fast + Bf * error;
      slow = As * slow + Bs * error;
    }
    return error;
  });
}

const BEGINNINGS: readonly TwoState[] = [
  { Af: 0.59, As: 0.992, Bf: 0.21, Bs: 0.02 },
  { Af: 0.85, As: 0.998, Bf: 0.11, Bs: 0.021 },
  { Af: 0.3, As: 0.97, Bf: 0.1, Bs: 0.1 },
];

/** The model that comes nearest to `errors`. */
export function fitTwoState(errors: readonly number[], trials: readonly Exposure[]): TwoStateFit {
  if (errors.length !== trials.length || errors.length < 4) {
    throw new RangeError(
      `expected an error for each of four trials or more, found ${errors.length} errors and ${trials.length} trials`,
    );
  }
  const data = { x: trials.map((_, n) => n), y: [...errors] };
  const fits = BEGINNINGS.map((beginning): TwoStateFit => {
    const { parameterValues } = levenbergMarquardt(
      data,
      (parameters) => {
        const modelled = twoStateErrors(named(parameters), trials);
        return (n: number) => modelled[n];
      },
      {
        initialValues: [beginning.Af, beginning.As, beginning.Bf, beginning.Bs],
        minValues: [0, 0, 0, 0],
        maxValues: [1, 1, 1, 1],
        damping: 0.1,
        gradientDifference: 1e-4,
        centralDifference: true,
        maxIterations: 100,
      },
    );
    const model = named(parameterValues);
    const left = twoStateErrors(model, trials).map((error, n) => error - errors[n]);
    const rms = Math.sqrt(left.reduce((sum, one) => sum + one * one, 0) / left.length);
    return { ...model, rms };
  });
  return fits.reduce((best, fit) => (fit.rms < best.rms ? fit : best));
}

/** Whichever state forgets more is the fast one. */
function named([a, b, c, d]: readonly number[]): TwoState {
  return a <= b ? { Af: a, As: b, Bf: c, Bs: d } : { Af: b, As: a, Bf: d, Bs: c };
}
