/**
 * Two learners side by side, one quick and forgetful, one slow and lasting (Smith, Ghazizadeh &
 * Shadmehr 2006, PLoS Biol 4:e179), fitted to what was learnt, trial by trial.
 *
 *   x(n) = x_f(n) + x_s(n)     x_f ← A_f x_f + B_f e     x_s ← A_s x_s + B_s e     e = p(n) − x(n)
 *
 * p is what disturbs and x what is done about it, in the same units; where errors are hidden (a clamp)
 * e = 0. Their own data gave A_f 0.59, A_s 0.992, B_f 0.21, B_s 0.02. Least squares by Levenberg and
 * Marquardt from a few beginnings, for the valley is flat where one state can do the other's work.
 */
import { levenbergMarquardt } from "ml-levenberg-marquardt";

export interface TwoState {
  readonly Af: number;
  readonly As: number;
  readonly Bf: number;
  readonly Bs: number;
}

export interface TwoStateFit extends TwoState {
  /** Root mean square of what is left unexplained, in units of x. */
  readonly rms: number;
}

/** One trial as the model sees it. */
export interface Exposure {
  readonly disturbance: number;
  /** Nothing is learnt or forgotten in a frozen trial, and in a clamped one there is no error to see. */
  readonly how?: "frozen" | "clamped";
}

/** x, trial by trial, beginning with nothing learnt. */
export function twoStateCourse(
  { Af, As, Bf, Bs }: TwoState,
  trials: readonly Exposure[],
): number[] {
  let fast = 0;
  let slow = 0;
  return trials.map(({ disturbance, how }) => {
    const done = fast + slow;
    const error = how === "clamped" ? 0 : disturbance - done;
    if (how !== "frozen") {
      fast = Af * fast + Bf * error;
      slow = As * slow + Bs * error;
    }
    return done;
  });
}

const BEGINNINGS: readonly TwoState[] = [
  { Af: 0.59, As: 0.992, Bf: 0.21, Bs: 0.02 },
  { Af: 0.85, As: 0.998, Bf: 0.11, Bs: 0.021 },
  { Af: 0.3, As: 0.97, Bf: 0.1, Bs: 0.1 },
];

/** The model whose x comes nearest to `done`; a trial that is no number has not shown it. */
export function fitTwoState(done: readonly number[], trials: readonly Exposure[]): TwoStateFit {
  const shown = trials.map((_, n) => n).filter((n) => Number.isFinite(done[n]));
  if (done.length !== trials.length || shown.length < 4) {
    throw new RangeError(
      `expected an entry for each trial and four or more that are numbers, found ${done.length} entries, ${shown.length} numbers and ${trials.length} trials`,
    );
  }
  const data = { x: shown, y: shown.map((n) => done[n]) };
  const fits = BEGINNINGS.map((beginning): TwoStateFit => {
    const { parameterValues } = levenbergMarquardt(
      data,
      (parameters) => {
        const modelled = twoStateCourse(named(parameters), trials);
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
    const course = twoStateCourse(model, trials);
    const left = shown.map((n) => course[n] - done[n]);
    const rms = Math.sqrt(left.reduce((sum, one) => sum + one * one, 0) / left.length);
    return { ...model, rms };
  });
  return fits.reduce((best, fit) => (fit.rms < best.rms ? fit : best));
}

/** Whichever state forgets more is the fast one. */
function named([a, b, c, d]: readonly number[]): TwoState {
  return a <= b ? { Af: a, As: b, Bf: c, Bs: d } : { Af: b, As: a, Bf: d, Bs: c };
}
