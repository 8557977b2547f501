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
 * term are kept for as long as senses can be late (trace.ts).
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { GranuleLayer } from "./granule-layer.ts";
import { fireGranules } from "./granule-layer.ts";
import type { EfferenceCopy } from "./mossy-fibres.ts";
import { MOSSY_FIBRES, mossyFibres } from "./mossy-fibres.ts";
import type { PurkinjeCells } from "./purkinje-cells.ts";
import { makeTrace } from "./trace.ts";

const STATES = 4;
const SCALE = [0.05, 0.05, 1, 1] as const;
const SCALE_AGE = 0.1;
/** Two horizons that differ by less than this part count as one. */
const AGE_JITTER = 0.05;

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
  const correction = new Float64Array(STATES);
  const error = new Float64Array(STATES);

  /** g, the first term, and the age of the senses that it was made of. */
  const thought = new Float64Array(inputs + STATES + 1);
  const then = new Float64Array(inputs + STATES + 1);
  const trace = makeTrace(thought.length, memory);

  return {
    cells,
    granules,
    oliveError: error,

    predict(state, senses, now, sent) {
      const age = senses[4];
      state[0] = senses[0] + age * senses[2];
      state[1] = senses[1] + age * senses[3];
      state[2] = senses[2];
      state[3] = senses[3];
      for (let i = 0; i < STATES; i++) thought[inputs + i] = state[i];
      thought[inputs + STATES] = age;
      if (age > 0) {
        mossy(m, senses, age, now, sent);
        for (let i = 0; i < MOSSY_FIBRES; i++) thought[i] = m[i];
        fireGranules(thought, MOSSY_FIBRES, m, granules);
        cells.fire(correction, thought);
        for (let i = 0; i < STATES; i++) state[i] += SCALE[i] * (age / SCALE_AGE) * correction[i];
      }
      trace.push(now, thought);
    },

    learn(senses, now) {
      if (!trace.recall(then, now - senses[4])) return;
      const age = then[inputs + STATES];
      // A prediction over one horizon says little of another: skip what straddles a change of delay.
      if (!(age > 0) || Math.abs(trace.change(inputs + STATES)) > AGE_JITTER * age) return;
      cells.fire(correction, then);
      for (let i = 0; i < STATES; i++) {
        error[i] = (senses[i] - then[inputs + i]) / (SCALE[i] * (age / SCALE_AGE)) - correction[i];
      }
      cells.learn(then, error);
    },
  };
}
