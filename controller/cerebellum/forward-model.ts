/**
 * The cerebellum's forward model: where the limb is now, although the senses are late.
 *
 *   x̂(t) = (q_d + a q̇_d, q̇_d) + s(a) ⊙ W g(t)        a: age of the senses
 *
 * The first term goes on at the felt velocity; the second is learnt, from mossy fibres m and granule
 * cells: g = [m; granules(m)]. Its scale s is (0.05, 0.05 rad, 1, 1 rad/s) at 100 ms and shrinks with
 * the age, for a sense without delay needs no correction.
 *
 * The inferior olive compares what arrives with what was predicted *for that instant*: g and the first
 * term are kept for as long as senses can be late, and interpolated to the time of the sample (Miall
 * et al. 1993, J Mot Behav 25:203, call this the delay model).
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { GranuleLayer } from "./granule-layer.ts";
import { fireGranules } from "./granule-layer.ts";
import type { EfferenceCopy } from "./mossy-fibres.ts";
import { MOSSY_FIBRES, mossyFibres } from "./mossy-fibres.ts";
import type { PurkinjeCells } from "./purkinje-cells.ts";

const STATES = 4;
const SCALE = [0.05, 0.05, 1, 1] as const;
const SCALE_AGE = 0.1;
/** Two horizons that differ by less than this part count as one. */
const AGE_JITTER = 0.05;
/** Nothing is interpolated across a pause longer than this, as when the cerebellum was off [s]. */
const PAUSE = 0.05;

export interface ForwardModel {
  readonly cells: PurkinjeCells;
  readonly granules: GranuleLayer;
  /** Last error of the olive, in units of its scale [4]: borrowed. */
  readonly oliveError: ReadonlyVec;
  /**
   * state [4] ← the state at `now`, from `senses` [5] (the last entry is their age) and the commands
   * `sent`. Real-time safe.
   */
  predict(state: Vec, senses: ReadonlyVec, now: number, sent: EfferenceCopy): void;
  /** Learns from senses that have just arrived. Real-time safe; call it after `predict`. */
  learn(senses: ReadonlyVec, now: number): void;
}

export interface ForwardModelOptions {
  readonly home: readonly [number, number];
  readonly granules: GranuleLayer;
  /** Reads MOSSY_FIBRES + granules.cells inputs; STATES outputs. */
  readonly cells: PurkinjeCells;
  /** Predictions to remember: the longest delay over the shortest period, and two. */
  readonly memory: number;
}

export function makeForwardModel({
  home,
  granules,
  cells,
  memory,
}: ForwardModelOptions): ForwardModel {
  const inputs = MOSSY_FIBRES + granules.cells;
  if (cells.inputs !== inputs || cells.outputs !== STATES) {
    throw new RangeError(
      `expected Purkinje cells of ${inputs} inputs and ${STATES} outputs, found ${cells.inputs} and ${cells.outputs}`,
    );
  }
  const mossy = mossyFibres(home);
  const m = new Float64Array(MOSSY_FIBRES);
  const g = new Float64Array(inputs);
  const correction = new Float64Array(STATES);
  const error = new Float64Array(STATES);

  // A ring of what was thought, a row each.
  const times = new Float64Array(memory).fill(Number.NEGATIVE_INFINITY);
  const ages = new Float64Array(memory);
  const bases = new Float64Array(memory * STATES);
  const inputsThen = new Float64Array(memory * inputs);
  let newest = 0;

  return {
    cells,
    granules,
    oliveError: error,

    predict(state, senses, now, sent) {
      const age = senses[4];
      newest = (newest + 1) % memory;
      times[newest] = now;
      ages[newest] = age;
      state[0] = senses[0] + age * senses[2];
      state[1] = senses[1] + age * senses[3];
      state[2] = senses[2];
      state[3] = senses[3];
      for (let i = 0; i < STATES; i++) bases[newest * STATES + i] = state[i];
      if (!(age > 0)) return;

      mossy(m, senses, age, now, sent);
      for (let i = 0; i < MOSSY_FIBRES; i++) g[i] = m[i];
      fireGranules(g, MOSSY_FIBRES, m, granules);
      for (let i = 0; i < inputs; i++) inputsThen[newest * inputs + i] = g[i];
      cells.fire(correction, g);
      for (let i = 0; i < STATES; i++) state[i] += SCALE[i] * (age / SCALE_AGE) * correction[i];
    },

    learn(senses, now) {
      const then = now - senses[4];
      // The last prediction for an instant not after the sample's, and the one that followed it.
      let back = 0;
      while (back < memory && times[(newest - back + memory) % memory] > then) back++;
      if (back === 0 || back >= memory) return;
      const before = (newest - back + memory) % memory;
      const after = (before + 1) % memory;
      const age = ages[before];
      // A prediction over one horizon says little of another: skip what straddles a change of delay.
      if (!(age > 0) || Math.abs(ages[after] - age) > AGE_JITTER * age) return;
      const gap = times[after] - times[before];
      if (gap > PAUSE) return;
      const part = (then - times[before]) / gap;

      for (let i = 0; i < inputs; i++) {
        const earlier = inputsThen[before * inputs + i];
        g[i] = earlier + part * (inputsThen[after * inputs + i] - earlier);
      }
      cells.fire(correction, g);
      for (let i = 0; i < STATES; i++) {
        const earlier = bases[before * STATES + i];
        const base = earlier + part * (bases[after * STATES + i] - earlier);
        error[i] = (senses[i] - base) / (SCALE[i] * (age / SCALE_AGE)) - correction[i];
      }
      cells.learn(g, error);
    },
  };
}
