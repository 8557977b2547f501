/**
 * A linear read-out that learns by small steps, on two time scales: what comes fast goes fast, what
 * comes slowly stays (Smith et al. 2006, PLoS Biol 4:e179).
 *
 *   y = (W₁ + W₂) g        W_s ← r_s W_s + μ_s e gᵀ / (ε + |g|²),   s = 1, 2
 *
 * Normalised least mean squares: n operations where a Kalman filter takes n², and a step that no input
 * can make too large. With μ₁ = 0 it has one time scale.
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";

export interface TimeScale {
  /** μ: the part of an error that one step takes away. */
  readonly rate: number;
  /** The time in which what was learnt falls to 1/e [s]; infinite: it stays. */
  readonly memory: number;
}

export interface AdaptiveCells {
  readonly inputs: number;
  readonly outputs: number;
  /** W₁ and W₂ [outputs × inputs]. */
  readonly fast: Vec;
  readonly slow: Vec;
  /** Both of them. */
  readonly memory: readonly Vec[];
  /** y [outputs] ← (W₁ + W₂) g. */
  fire(y: Vec, g: ReadonlyVec): void;
  /** A step against the error `e` [outputs] made at `g` [inputs]; an error that is no number is none. */
  learn(g: ReadonlyVec, e: ReadonlyVec): void;
  /** A step of forgetting alone. */
  forget(): void;
}

export interface AdaptiveCellsOptions {
  readonly inputs: number;
  readonly outputs: number;
  readonly fast: TimeScale;
  readonly slow: TimeScale;
  /** Time between two steps [s]. */
  readonly period: number;
  /** No error counts for more than this. */
  readonly errorMax: number;
  /** No weight grows past this. */
  readonly weightMax: number;
}

/** ε: inputs weaker than its root teach less. */
const WEAK = 0.01;

/** Cells that have learnt nothing; all methods are real-time safe. */
export function growAdaptiveCells(options: AdaptiveCellsOptions): AdaptiveCells {
  const { inputs, outputs, fast, slow, period, errorMax, weightMax } = options;
  const scales = [fast, slow].map(({ rate, memory }) => ({
    rate,
    keep: Math.exp(-period / memory),
    weights: new Float64Array(outputs * inputs),
  }));
  const [{ weights: quick }, { weights: lasting }] = scales;

  /** In an array, for a number might be boxed on its way: ε + |g|². */
  const strength = new Float64Array(1);
  const step = (
    { rate, keep, weights }: (typeof scales)[number],
    g: ReadonlyVec,
    e: ReadonlyVec,
  ) => {
    for (let o = 0, k = 0; o < outputs; o++) {
      const size = (rate / strength[0]) * Math.min(errorMax, Math.max(-errorMax, e[o]));
      for (let i = 0; i < inputs; i++, k++) {
        weights[k] = Math.min(weightMax, Math.max(-weightMax, keep * weights[k] + size * g[i]));
      }
    }
  };
  const forget = (): void => {
    for (const { keep, weights } of scales) {
      for (let k = 0; k < weights.length; k++) weights[k] *= keep;
    }
  };

  return {
    inputs,
    outputs,
    fast: quick,
    slow: lasting,
    memory: [quick, lasting],

    fire(y, g) {
      for (let o = 0, k = 0; o < outputs; o++) {
        let sum = 0;
        for (let i = 0; i < inputs; i++, k++) sum += (quick[k] + lasting[k]) * g[i];
        y[o] = sum;
      }
    },

    learn(g, e) {
      strength[0] = WEAK;
      for (let i = 0; i < inputs; i++) strength[0] += g[i] * g[i];
      let finite = Number.isFinite(strength[0]);
      for (let o = 0; o < outputs; o++) finite &&= Number.isFinite(e[o]);
      if (!finite) return forget();
      step(scales[0], g, e);
      step(scales[1], g, e);
    },

    forget,
  };
}
