/**
 * Purkinje cells: a linear read-out of parallel fibres, taught by climbing fibres.
 *
 *   y = W g          on error e:   k = P g / (1 + gᵀ P g),   W ← W + e kᵀ,   P ← P − k (P g)ᵀ,
 *                                  P_ii ← min(P_ii + q, p)
 *
 * A Kalman filter for weights that drift by q a step: as quick as least squares, and it never stops
 * learning (Haykin 2002, ch. 10). P [n × n] starts as p times the identity, for inputs of order one: p is
 * how far weights are doubted that have learnt nothing, and 1 lets the first errors have their way.
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";

export interface PurkinjeCells {
  readonly inputs: number;
  readonly outputs: number;
  /** W [outputs × inputs] and P [inputs × inputs]. */
  readonly weights: Vec;
  readonly covariance: Vec;
  /** Both of them. */
  readonly memory: readonly Vec[];
  /** y [outputs] ← W g. */
  fire(y: Vec, g: ReadonlyVec): void;
  /** Learns from the error `e` [outputs] made at `g` [inputs]. Bounded: see the source. */
  learn(g: ReadonlyVec, e: ReadonlyVec): void;
}

/** No error counts for more than this, whatever the senses say. */
const ERROR_MAX = 2;
/** No weight grows past this. */
const WEIGHT_MAX = 50;

/** Cells that have learnt nothing; `drift` is q, `doubt` p. Both methods are real-time safe. */
export function growPurkinjeCells(
  inputs: number,
  outputs: number,
  drift: number,
  doubt = 1,
): PurkinjeCells {
  const weights = new Float64Array(outputs * inputs);
  const covariance = new Float64Array(inputs * inputs);
  const Pg = new Float64Array(inputs);
  const forget = (): void => {
    covariance.fill(0);
    for (let i = 0; i < inputs; i++) covariance[i * inputs + i] = doubt;
  };
  forget();

  return {
    inputs,
    outputs,
    weights,
    covariance,
    memory: [weights, covariance],

    fire(y, g) {
      for (let o = 0, k = 0; o < outputs; o++) {
        let sum = 0;
        for (let i = 0; i < inputs; i++, k++) sum += weights[k] * g[i];
        y[o] = sum;
      }
    },

    learn(g, e) {
      for (let o = 0; o < outputs; o++) if (!Number.isFinite(e[o])) return;
      let gPg = 0;
      for (let i = 0, k = 0; i < inputs; i++) {
        let sum = 0;
        for (let j = 0; j < inputs; j++, k++) sum += covariance[k] * g[j];
        Pg[i] = sum;
        gPg += g[i] * sum;
      }
      if (!Number.isFinite(gPg)) return;
      if (gPg < 0) return forget(); // rounding has spoilt P: begin again with what W knows
      const gain = 1 / (1 + gPg);
      for (let o = 0, k = 0; o < outputs; o++) {
        const step = gain * Math.min(ERROR_MAX, Math.max(-ERROR_MAX, e[o]));
        for (let i = 0; i < inputs; i++, k++) {
          weights[k] = Math.min(WEIGHT_MAX, Math.max(-WEIGHT_MAX, weights[k] + step * Pg[i]));
        }
      }
      for (let i = 0, k = 0; i < inputs; i++) {
        const row = gain * Pg[i];
        for (let j = 0; j < inputs; j++, k++) covariance[k] -= row * Pg[j];
      }
      for (let i = 0; i < inputs; i++) {
        const k = i * (inputs + 1);
        covariance[k] = Math.min(doubt, covariance[k] + drift);
      }
    },
  };
}
