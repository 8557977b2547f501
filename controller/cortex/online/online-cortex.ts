/**
 * A cortex that goes on learning while it moves.
 *
 * Decisions go onto a tape. As soon as late senses have told what became of a window of K of them, it is
 * walked back, one decision a period while the next window is recorded; then the weights make one small
 * step of Adam. A walk begins with what the cerebellum says of all that lies beyond the window.
 */
import type { ReadonlyVec, Vec } from "../../../plant/vec.ts";
import type { BodyModel } from "../../cerebellum/body-model.ts";
import type { Lesion } from "../../cerebellum/lesion.ts";
import type { EfferenceCopy } from "../../cerebellum/mossy-fibres.ts";
import type { SyntheticGradient } from "../../cerebellum/synthetic-gradient.ts";
import { makeTrace } from "../../cerebellum/trace.ts";
import type { GoalPlayer } from "../../goal/goal-player.ts";
import type { Kernels, Offset } from "../../kernels/kernels.ts";
import type { LossWeights } from "../../learning/tracking-loss.ts";
import type { Cortex, CortexWeights } from "../cortex.ts";
import { allocateCortex } from "../cortex.ts";
import type { CorticalInput } from "../cortical-input.ts";
import { INPUTS } from "../cortical-input.ts";
import type { BoundsMemory, WeightBounds } from "./bounded-weights.ts";
import { allocateBounds, boundWeights } from "./bounded-weights.ts";
import type { TapeMemory } from "./cortical-tape.ts";
import { allocateTape, makeCorticalTape, OUTCOME } from "./cortical-tape.ts";
import type { WalkMemory } from "./window-walk.ts";
import { allocateWalk, makeWindowWalk } from "./window-walk.ts";

export interface OnlineSettings {
  /** Decisions in a window. */
  readonly window: number;
  /** Of Adam. */
  readonly rate: number;
  /** Largest norm of a gradient, per decision. */
  readonly clip: number;
  /** How much of what the cerebellum says is heard, 0 to 1. */
  readonly heard: number;
  readonly bounds: WeightBounds;
}

/** What learning needs of the kernels' memory, once for a cortex. */
export interface OnlineMemory {
  readonly tape: TapeMemory;
  readonly walk: WalkMemory;
  readonly bounds: BoundsMemory;
  readonly gradient: CortexWeights;
  readonly first: Offset;
  readonly second: Offset;
}

/** Outcomes are at most so many decisions late. */
const LATENESS = 40;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 2e-2 } as const;

export function allocateOnline(
  kernels: Kernels,
  weights: CortexWeights,
  windowMax: number,
): OnlineMemory {
  const hidden = weights.shapes.outWeight[1];
  return {
    tape: allocateTape(kernels, hidden, 2 * windowMax + 2 * LATENESS),
    walk: allocateWalk(kernels, hidden),
    bounds: allocateBounds(kernels, weights),
    gradient: allocateCortex(kernels, hidden),
    first: kernels.allocate(weights.count),
    second: kernels.allocate(weights.count),
  };
}

export interface OnlineCortexOptions {
  readonly kernels: Kernels;
  readonly cortex: Cortex;
  readonly memory: OnlineMemory;
  readonly input: CorticalInput;
  readonly body: BodyModel;
  readonly cerebellum: SyntheticGradient;
  readonly lesion: Lesion;
  readonly goals: GoalPlayer;
  readonly loss: LossWeights;
  /** Time between two decisions [s]. */
  readonly period: number;
  /** Decisions to remember: the longest delay over the shortest period, and two. */
  readonly remembered: number;
  readonly settings: OnlineSettings;
}

export type OnlineCortex = ReturnType<typeof makeOnlineCortex>;

/** All methods are real-time safe. */
export function makeOnlineCortex(options: OnlineCortexOptions) {
  const { kernels, cortex, memory, input, body, cerebellum, lesion, goals, loss } = options;
  const { period, settings } = options;
  const { weights } = cortex;
  const { gradient, first, second } = memory;
  const { window } = settings;
  const hidden = weights.shapes.outWeight[1];
  const width = INPUTS + hidden;
  const tape = makeCorticalTape(kernels, cortex, memory.tape);
  const walk = makeWindowWalk({
    kernels,
    memory: memory.walk,
    weights,
    gradient,
    tape,
    input,
    body,
    loss,
  });
  const bounded = boundWeights(kernels, weights, memory.bounds, settings.bounds);
  const wishes = makeTrace(4, options.remembered);
  const wish = new Float64Array(4);
  const places = new Float64Array(6);
  const around = [-period, 0, period] as const;
  const outcome = new Float64Array(OUTCOME);
  const J = new Float64Array(4);
  const d = new Float64Array(cerebellum.outputs);

  /** Row that the walk is at, −1 if there is none; the last of its window; steps of Adam. */
  let at = -1;
  let end = window + 1;
  let steps = 0;
  let rollbacks = 0;

  const hear = (row: number): void =>
    cerebellum.hear(
      tape.inputs,
      tape.slot(row) * width,
      tape.outcomes,
      tape.slot(row) * OUTCOME + 4,
    );

  /** Whether all of the window, and one row on each side, is on the tape without a gap. */
  const isWhole = (): boolean => {
    for (let row = end - window; row <= end; row++) {
      const gap = tape.times[tape.slot(row)] - tape.times[tape.slot(row - 1)];
      if (!tape.isKnown(row) || !(Math.abs(gap - period) < period / 2)) return false;
    }
    return true;
  };

  const begin = (): void => {
    d.fill(0);
    const heard = settings.heard * (1 - lesion.purkinje);
    if (heard > 0) {
      hear(end);
      cerebellum.say(d);
      for (let i = 0; i < d.length; i++) d[i] *= heard;
    }
    walk.begin(d);
    kernels.fill(gradient.start, 0, gradient.count);
    at = end - 1;
  };

  const forgetSteps = (): void => {
    kernels.fill(first, 0, weights.count);
    kernels.fill(second, 0, weights.count);
    steps = 0;
  };

  const update = (): void => {
    const norm = Math.sqrt(kernels.sumOfSquares(gradient.start, gradient.count)) / window;
    if (!Number.isFinite(norm)) return;
    steps++;
    kernels.adam(
      weights.start,
      gradient.start,
      first,
      second,
      weights.count,
      settings.rate,
      ADAM.beta1,
      ADAM.beta2,
      ADAM.epsilon,
      steps,
      Math.min(1, settings.clip / norm) / window,
    );
    if (!bounded.constrain()) {
      rollbacks++;
      forgetSteps();
    }
  };

  return {
    tape,
    body,
    cerebellum,
    /** Distance from the weights it came with, as a share of its bound. */
    reach: bounded.reach,
    get rollbacks(): number {
      return rollbacks;
    },
    get steps(): number {
      return steps;
    },

    /** command [2] ← the cortex's for `x` [INPUTS] and the estimated state [4]. */
    act(command: Vec, x: Vec, state: ReadonlyVec, now: number): void {
      goals.preview(places, now, around);
      for (let i = 0; i < 2; i++) {
        wish[i] = places[2 + i];
        wish[2 + i] = (places[4 + i] - places[i]) / (2 * period);
      }
      wishes.push(now, wish);
      body.believe(state, now);
      tape.act(command, x, now);
    },

    /** Is told by senses [5] that have just arrived what became of a decision; call it after `act`. */
    feel(senses: ReadonlyVec, now: number, sent: EfferenceCopy): void {
      for (let i = 0; i < 4; i++) {
        if (!Number.isFinite(senses[i])) return;
      }
      body.feel(senses, now, sent);
      const time = now - senses[4];
      if (!wishes.recall(wish, time)) return;
      for (let i = 0; i < 4; i++) outcome[i] = senses[i];
      body.hand(places, senses);
      body.jacobian(J, senses);
      outcome[4] = places[0] - wish[0];
      outcome[5] = places[1] - wish[1];
      outcome[6] = J[0] * senses[2] + J[1] * senses[3] - wish[2];
      outcome[7] = J[2] * senses[2] + J[3] * senses[3] - wish[3];
      tape.judge(outcome, time, period);
      if (bounded.judge(outcome[4] ** 2 + outcome[5] ** 2) === "taken back") {
        rollbacks++;
        forgetSteps();
      }
    },

    /** A step back, and where a window is done, a step of the weights; call it after `feel`. */
    learn(): void {
      // Where it has been off, what was to be walked back over may be gone.
      const isGone = at < 0 ? tape.count - end > window + LATENESS : tape.count - at >= tape.rows;
      if (isGone) {
        at = -1;
        end = tape.count;
      }
      if (at < 0) {
        if (!tape.isKnown(end)) return;
        if (!isWhole()) {
          end += window;
          return;
        }
        begin();
      }
      walk.back(at);
      hear(at);
      walk.read(d);
      cerebellum.learn(d);
      if (at > end - window) {
        at--;
        return;
      }
      at = -1;
      end += window;
      update();
    },

    /** Goes back to the weights it came with, and forgets all that it has learnt since. */
    reset(): void {
      bounded.restore();
      forgetSteps();
      rollbacks = 0;
      tape.forget();
      at = -1;
      end = tape.count + window + 1;
    },
  };
}
