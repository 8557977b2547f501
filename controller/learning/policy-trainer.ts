/**
 * Trains the cortex: rollouts through the arm, gradients clipped by their norm, Adam with a rate that
 * falls along a cosine, horizons and noise that grow as it gets better.
 */
import { allocateCortex } from "../cortex/cortex.ts";
import type { Real } from "../kernels/kernels.ts";
import type { Episodes } from "./episodes.ts";
import { allocateEpisodes } from "./episodes.ts";
import type { RolloutOptions } from "./rollout.ts";
import { makeRollout } from "./rollout.ts";

interface Schedule {
  readonly iterations: number;
  /** Learning rate at the start and at the end. */
  readonly rate: number;
  readonly lastRate: number;
  /** Horizon at the start and from the end of the warm-up on [ticks]. */
  readonly firstHorizon: number;
  readonly horizon: number;
  /** Parts of the iterations over which the horizon and the noise grow to their full size. */
  readonly horizonWarmUp: number;
  readonly noiseWarmUp: number;
  /** Largest norm of a gradient. */
  readonly clip: number;
}

export interface PolicyTrainer {
  readonly iteration: number;
  /** One batch of practice, one step of Adam. */
  step(): Progress;
  /** Adam's moments and the step count, for a checkpoint: shared, not copied. */
  readonly moments: { readonly first: Real; readonly second: Real };
  /** Goes on from a checkpoint whose weights and moments have been put in place. */
  resumeAt(iteration: number): void;
}

export interface Progress {
  /** Mean cost of a tick. */
  readonly loss: number;
  /** Root mean square distance of the hand from where it should be [m]. */
  readonly trackingError: number;
  readonly gradientNorm: number;
}

export interface TrainerOptions extends Omit<RolloutOptions, "gradient" | "horizonMax"> {
  readonly schedule: Schedule;
  /** Fills `episodes` with practice under `noise` in 0…1. */
  readonly practise: (episodes: Episodes, noise: number) => void;
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

export function makePolicyTrainer(options: TrainerOptions): PolicyTrainer {
  const { kernels, weights, schedule, batch, practise } = options;
  const [commands, hidden] = weights.shapes.outWeight;
  const gradient = allocateCortex(kernels, hidden, commands);
  const first = kernels.allocate(weights.count);
  const second = kernels.allocate(weights.count);
  const rollout = makeRollout({ ...options, gradient, horizonMax: schedule.horizon });
  const episodes = allocateEpisodes(batch, schedule.horizon, commands);
  let iteration = 0;

  return {
    get iteration() {
      return iteration;
    },
    moments: {
      first: kernels.view(first, weights.count),
      second: kernels.view(second, weights.count),
    },
    resumeAt(where) {
      iteration = where;
    },

    step() {
      const done = iteration / schedule.iterations;
      const grown = Math.min(1, done / schedule.horizonWarmUp);
      const horizon = Math.round(
        schedule.firstHorizon + grown * (schedule.horizon - schedule.firstHorizon),
      );
      practise(episodes, Math.min(1, done / schedule.noiseWarmUp));
      const loss = rollout.forward(episodes, horizon);
      kernels.fill(gradient.start, 0, gradient.count);
      rollout.backward();
      const gradientNorm = Math.sqrt(kernels.sumOfSquares(gradient.start, gradient.count));
      iteration++;
      if (Number.isFinite(gradientNorm)) {
        kernels.adam(
          weights.start,
          gradient.start,
          first,
          second,
          weights.count,
          cosine(schedule.rate, schedule.lastRate, done),
          ADAM.beta1,
          ADAM.beta2,
          ADAM.epsilon,
          iteration,
          Math.min(1, schedule.clip / gradientNorm),
        );
      }
      return { loss, trackingError: rollout.trackingError(), gradientNorm };
    },
  };
}

const cosine = (from: number, to: number, part: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * part))) / 2;
