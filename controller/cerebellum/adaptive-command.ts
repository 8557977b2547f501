/**
 * The cerebellum's own share of the command, learnt by feedback-error learning: what a stiff and damped
 * reflex would have had to correct is commanded beforehand the next time.
 *
 *   u = clip(W g, ± τ_max/2)        g = [m; granules(m)]
 *   m = [ (w − Q₀)/0.4 (2) · ẇ/0.5 (2) · ẅ/7 (2) · q̇/0.5 (2) · (w − Q₀)/0.4 ⊗ ẇ/0.5 (4) · 1 ]
 *   e = ½ clip(60 (w(s) − q_s) + 8 (ẇ(s) − q̇_s), ± 1) + (u − W g)    with the g of the same instant s
 *
 * w, the wish in joint space; q̇, the estimate of the forward model; q_s, the senses of the instant s
 * that have just arrived. Kawato, Furukawa & Suzuki (1987), Biol Cybern 57:169. The products let a posture
 * scale what a velocity calls for, the gain field of Hwang, Donchin, Smith & Shadmehr (2003), PLoS Biol
 * 1:e25; without them a saddle field is learnt for one posture at the cost of another. The last term of e is
 * nothing within the bounds of u. Beyond them it draws back what an error that nothing satisfies would
 * else wind up, as integrators are kept from it by back-calculation.
 */

import type { ReadonlyVec } from "../../plant/vec.ts";
import { JOINTS, TORQUE_MAX } from "../cortex/command-space.ts";
import type { ReadOut } from "./forward-model.ts";
import type { GranuleLayer } from "./granule-layer.ts";
import { fireGranules } from "./granule-layer.ts";
import { makeTrace } from "./trace.ts";

/** Entries of m. */
export const WISH_FIBRES = 13;
const ANGLE = 0.4;
const VELOCITY = 0.5;
const ACCELERATION = 7;
/** Of the reflex that says what was wrong [N·m/rad], [N·m·s/rad]. */
const STIFFNESS = 60;
const DAMPING = 8;
/** No reflex counts for more than this, so that one catch trial unteaches no more than others [N·m]. */
const REFLEX_MAX = 1;
/**
 * A reflex as large as this is no limb's, which cannot be more than 1.2 rad and 3 rad/s from its wish where
 * it works: nothing is learnt from such senses [N·m].
 */
const NO_REFLEX = 100;
/** How much of the reflex is what was missing beforehand: the cortex corrects as well. */
const TRUST = 0.5;
/** The part of the largest torque that the cerebellum may have. */
const SHARE = 0.5;

export interface AdaptiveCommand {
  readonly cells: ReadOut;
  /** What it added to the command last [N·m], [2]: borrowed. */
  readonly torque: ReadonlyVec;
  /**
   * `torque` ← its share at `now`, for the wish [6] (goal/wished-joints.ts) and the estimated state [4].
   * Real-time safe.
   */
  act(wish: ReadonlyVec, state: ReadonlyVec, now: number): void;
  /** Learns from senses [5] that have just arrived. Real-time safe; call it after `act`. */
  learn(senses: ReadonlyVec, now: number): void;
}

export interface AdaptiveCommandOptions {
  readonly home: readonly [number, number];
  readonly granules: GranuleLayer;
  /** Reads WISH_FIBRES + granules.cells inputs; JOINTS outputs. */
  readonly cells: ReadOut;
  /** Wishes to remember: the longest delay over the shortest period, and two. */
  readonly memory: number;
}

export function makeAdaptiveCommand(options: AdaptiveCommandOptions): AdaptiveCommand {
  const { home, granules, cells, memory } = options;
  const inputs = WISH_FIBRES + granules.cells;
  if (cells.inputs !== inputs || cells.outputs !== JOINTS) {
    throw new RangeError(
      `expected cells of ${inputs} inputs and ${JOINTS} outputs, found ${cells.inputs} and ${cells.outputs}`,
    );
  }
  const m = new Float64Array(WISH_FIBRES);
  /** g, and after it w and ẇ. */
  const thought = new Float64Array(inputs + 4);
  const then = new Float64Array(inputs + 4);
  const trace = makeTrace(inputs + 4, memory);
  const torque = new Float64Array(JOINTS);
  const asked = new Float64Array(JOINTS);
  const error = new Float64Array(JOINTS);
  const within = (j: number, value: number): number => {
    const most = SHARE * TORQUE_MAX[j];
    return Math.min(most, Math.max(-most, value));
  };

  return {
    cells,
    torque,

    act(wish, state, now) {
      for (let j = 0; j < JOINTS; j++) {
        m[j] = (wish[j] - home[j]) / ANGLE;
        m[2 + j] = wish[2 + j] / VELOCITY;
        m[4 + j] = wish[4 + j] / ACCELERATION;
        m[6 + j] = state[2 + j] / VELOCITY;
      }
      for (let j = 0; j < JOINTS; j++) {
        m[8 + j] = m[j] * m[2];
        m[10 + j] = m[j] * m[3];
      }
      m[12] = 1;
      for (let i = 0; i < WISH_FIBRES; i++) thought[i] = m[i];
      fireGranules(thought, WISH_FIBRES, m, granules);
      for (let i = 0; i < 4; i++) thought[inputs + i] = wish[i];
      trace.push(now, thought);
      cells.fire(torque, thought);
      for (let j = 0; j < JOINTS; j++) torque[j] = within(j, torque[j]);
    },

    learn(senses, now) {
      if (!trace.recall(then, now - senses[4])) return;
      cells.fire(asked, then);
      for (let j = 0; j < JOINTS; j++) {
        const reflex =
          STIFFNESS * (then[inputs + j] - senses[j]) +
          DAMPING * (then[inputs + 2 + j] - senses[2 + j]);
        if (!(Math.abs(reflex) < NO_REFLEX)) return;
        error[j] = TRUST * Math.min(REFLEX_MAX, Math.max(-REFLEX_MAX, reflex));
        error[j] += within(j, asked[j]) - asked[j];
      }
      cells.learn(then, error);
    },
  };
}
