/**
 * The cerebellum's forward model: where the limb is now, although the senses are late.
 *
 *   x̂(t) = (q_d + a q̇_d, q̇_d) + s(a) ⊙ W g(t)        a: age of the senses
 *
 * The first term goes on at the felt velocity (or by the equations of a nominal arm, where the brain has
 * them); the second is learnt, from mossy fibres m and granule
 * cells: g = [m; granules(m)]. Its scale s is (0.05, 0.05 rad, 1, 1 rad/s) at 100 ms and shrinks with
 * the age, for a sense without delay needs no correction.
 *
 * The inferior olive compares what arrives with what was predicted *for that instant*: g and the first
 * term are kept for as long as senses can be late (trace.ts).
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { CommandSpace } from "../cortex/command-space.ts";
import { TORQUES } from "../cortex/command-space.ts";
import type { GranuleLayer } from "./granule-layer.ts";
import { fireGranules } from "./granule-layer.ts";
import type { Lesion } from "./lesion.ts";
import { isSilent, noLesion } from "./lesion.ts";
import type { EfferenceCopy } from "./mossy-fibres.ts";
import { copyFibres, mossyFibreCount, mossyFibres } from "./mossy-fibres.ts";
import type { NominalModel } from "./nominal-model.ts";
import { constantVelocity } from "./nominal-model.ts";
import { makeTrace } from "./trace.ts";

const STATES = 4;
const SCALE = [0.05, 0.05, 1, 1] as const;
const SCALE_AGE = 0.1;
/** Two horizons that differ by less than this part count as one. */
const AGE_JITTER = 0.05;

/** What the read-out can be made of: cells that fire, and learn from errors. */
export interface ReadOut {
  readonly inputs: number;
  readonly outputs: number;
  /** All that learning changes: shared, so that it can be kept and brought back. */
  readonly memory: readonly Vec[];
  fire(y: Vec, g: ReadonlyVec): void;
  learn(g: ReadonlyVec, e: ReadonlyVec): void;
}

export interface ForwardModel {
  /** What is wrong with it: to be changed at any moment. */
  readonly lesion: Lesion;
  readonly cells: ReadOut;
  readonly granules: GranuleLayer;
  /** Last error of the olive, in units of its scale [4]: borrowed. */
  readonly oliveError: ReadonlyVec;
  /** The same in rad and rad/s, [4]: borrowed. */
  readonly surprise: ReadonlyVec;
  /** What the read-out last heard, mossy fibres first [≥ cells.inputs], and said [4]: borrowed. */
  readonly fibres: ReadonlyVec;
  readonly said: ReadonlyVec;
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
  /** What the copies of commands are of; torques, unless told. */
  readonly commands?: CommandSpace;
  readonly granules: GranuleLayer;
  /** Reads mossy fibres and granule cells; STATES outputs. */
  readonly cells: ReadOut;
  /** The arm's equations, as far as the brain has them; the velocity that is felt, unless told. */
  readonly nominal?: NominalModel | undefined;
  /** Predictions to remember: the longest delay over the shortest period, and two. */
  readonly memory: number;
  /** What is wrong with it, where that is shared with others; nothing, unless told. */
  readonly lesion?: Lesion;
}

export function makeForwardModel({
  home,
  commands = TORQUES,
  granules,
  cells,
  nominal,
  memory,
  lesion = noLesion(),
}: ForwardModelOptions): ForwardModel {
  const fibres = mossyFibreCount(commands.size);
  const [firstCopy, afterCopies] = copyFibres(commands.size);
  const inputs = fibres + granules.cells;
  if (cells.inputs !== inputs || cells.outputs !== STATES) {
    throw new RangeError(
      `expected Purkinje cells of ${inputs} inputs and ${STATES} outputs, found ${cells.inputs} and ${cells.outputs}`,
    );
  }
  const mossy = mossyFibres(home, commands);
  const m = new Float64Array(fibres);
  const correction = new Float64Array(STATES);
  const said = new Float64Array(STATES);
  const error = new Float64Array(STATES);
  const surprise = new Float64Array(STATES);

  /** g, the first term, and the age of the senses that it was made of. */
  const thought = new Float64Array(inputs + STATES + 1);
  const then = new Float64Array(inputs + STATES + 1);
  const trace = makeTrace(thought.length, memory);

  // Functions of their own, for V8 takes only so much into the code of a tick (brain.ts).
  /** The commands since, as a brain that is wrong about its limb's inertia reckons with them. */
  const weigh = (): void => {
    for (let i = firstCopy; i < afterCopies; i++) m[i] /= lesion.inertia;
  };
  const silence = (): void => {
    for (let i = 0; i < inputs; i++) if (isSilent(i, lesion.fibres)) thought[i] = 0;
  };

  return {
    lesion,
    cells,
    granules,
    oliveError: error,
    surprise,
    fibres: thought,
    said,

    predict(state, senses, now, sent) {
      const age = senses[4] * lesion.horizon;
      if (nominal !== undefined && age > 0) {
        for (let i = 0; i < STATES; i++) state[i] = senses[i];
        nominal(state, age, now, sent);
      } else constantVelocity(state, senses, age);
      for (let i = 0; i < STATES; i++) thought[inputs + i] = state[i];
      thought[inputs + STATES] = age;
      if (age > 0) {
        mossy(m, senses, age, now, sent);
        if (lesion.inertia !== 1) weigh();
        for (let i = 0; i < fibres; i++) thought[i] = m[i];
        fireGranules(thought, fibres, m, granules);
        if (lesion.fibres > 0) silence();
        cells.fire(said, thought);
        const left = 1 - lesion.purkinje;
        for (let i = 0; i < STATES; i++) {
          state[i] += SCALE[i] * (age / SCALE_AGE) * left * said[i];
        }
      }
      trace.push(now, thought);
    },

    learn(senses, now) {
      if (!trace.recall(then, now - senses[4] * lesion.horizon)) return;
      const age = then[inputs + STATES];
      // A prediction over one horizon says little of another: skip what straddles a change of delay.
      if (!(age > 0) || Math.abs(trace.change(inputs + STATES)) > AGE_JITTER * age) return;
      cells.fire(correction, then);
      const left = 1 - lesion.purkinje;
      for (let i = 0; i < STATES; i++) {
        error[i] =
          (senses[i] - then[inputs + i]) / (SCALE[i] * (age / SCALE_AGE)) - left * correction[i];
        surprise[i] = SCALE[i] * (age / SCALE_AGE) * error[i];
      }
      cells.learn(then, error);
    },
  };
}
