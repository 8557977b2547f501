/**
 * The cerebellum on the plotter: learns, joint by joint, what has to be added to a wished angle so that the servo
 * is there in time.
 *
 *   c(t) = q*(t + L) + s · W g(t)           q*: the wish, s: 2°, L: 50 ms, about a servo's lag and wait
 *
 * g holds place, speed, acceleration and direction of the wish at t + L: offset, gain and curvature of the servo
 * are in the powers of the place, its lag in speed and acceleration, its play in the direction. The direction is read at
 * several leads, for a servo that turns back has to be sent through its play before it is there.
 *
 * The inferior olive waits until the effect of a command is heard: what the potentiometer then says is held
 * against what was wished for that very moment. The answer that would have been right is what was added then plus that error, so
 * learning is a regression, and does not become unstable by its delay (Kawato & Gomi 1992 call the scheme
 * feedback-error learning). Purkinje cells learn it by a Kalman filter.
 *
 * Nothing is learnt from senses of another moment: none are handed in that came late, and where what is judged was not thought
 * six periods ago by the clock, because whoever calls was held up, the error is left out. Nothing is believed either that
 * no servo can be blamed for: neither what should have been added nor what is added exceeds 15°.
 */

import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import { pulseFor } from "../../plant/plotter/calibration.ts";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
import { MOMENT } from "../../plant/plotter/timeline.ts";
import type { Vec } from "../../plant/vec.ts";
import type { PurkinjeCells } from "../cerebellum/purkinje-cells.ts";
import { growPurkinjeCells } from "../cerebellum/purkinje-cells.ts";

/** L, and the time between two commands [s]. */
const LEAD = 0.05;
const PERIOD = 0.01;
/** From a command until its effect is heard, in periods: L, and 10 ms for the age of the senses. */
const DELAY = 6;
/** How far by the clock it may be off that [s]. */
const JITTER = 0.02;
/** s [rad]. */
const SCALE = (2 * Math.PI) / 180;
/** The most that is added, 15°, in units of s: a servo that is farther off is stuck, or wired wrong. */
const MOST = 7.5;
/** One unit of place [rad], speed [rad/s], acceleration [rad/s²]. */
const PLACE = 0.6;
const SPEED = 0.5;
const ACCELERATION = 5;
/** Speed at which a direction counts as one [rad/s]. */
const TURNING = 0.03;
/** Leads at which the direction is read, besides L [s]. */
const DIRECTION_LEADS = [0, 0.03, 0.06] as const;
/** 1, x, x², x³, v, a, and the directions. */
const INPUTS = 6 + DIRECTION_LEADS.length;

export interface ServoCerebellum extends Steering {
  /** Whether it learns. */
  plastic: boolean;
  /** One for each joint. */
  readonly cells: readonly [PurkinjeCells, PurkinjeCells];
}

export interface ServoCerebellumOptions {
  readonly wiring: PlotterWiring;
  readonly calibrations: readonly [JointCalibration, JointCalibration];
  /** How much the weights may have changed since the last sample (purkinje-cells.ts, q). */
  readonly drift: number;
}

export function growServoCerebellum({
  wiring,
  calibrations,
  drift,
}: ServoCerebellumOptions): ServoCerebellum {
  const cells = [growPurkinjeCells(INPUTS, 1, drift), growPurkinjeCells(INPUTS, 1, drift)] as const;
  const moments = Array.from({ length: 3 }, () => new Float64Array(MOMENT));
  const error = new Float64Array(1);
  const correction = new Float64Array(1);
  // What was thought DELAY periods ago, and before: a ring for each joint.
  const memory = [0, 1].map(() => ({
    inputs: Array.from({ length: DELAY }, () => new Float64Array(INPUTS)),
    wished: new Float64Array(DELAY),
    added: new Float64Array(DELAY),
  }));
  const thoughtAt = new Float64Array(DELAY).fill(Number.NEGATIVE_INFINITY);
  const ahead = new Float64Array(MOMENT);
  let slot = 0;

  const cerebellum: ServoCerebellum = {
    plastic: true,
    cells,

    steer(pulses, preview, now, measured) {
      const isInTime = Math.abs(now - thoughtAt[slot] - DELAY * PERIOD) <= JITTER;
      thoughtAt[slot] = now;
      for (let k = 0; k < 3; k++) preview.read(moments[k], LEAD + (k - 1) * PERIOD);
      for (let i = 0; i < 2; i++) {
        const joint = wiring.joints[i];
        const { inputs, wished, added } = memory[i];
        const g = inputs[slot];
        if (measured && cerebellum.plastic && isInTime) {
          const right = added[slot] + (wished[slot] - measured[i]) / SCALE;
          cells[i].fire(correction, g);
          error[0] = right - correction[0];
          if (Math.abs(right) <= MOST) cells[i].learn(g, error);
        }
        fillInputs(g, moments, i, joint.centre);
        for (let k = 0; k < DIRECTION_LEADS.length; k++) {
          preview.read(ahead, LEAD + DIRECTION_LEADS[k] + PERIOD);
          const later = ahead[i];
          preview.read(ahead, LEAD + DIRECTION_LEADS[k]);
          g[6 + k] = Math.tanh((later - ahead[i]) / PERIOD / TURNING);
        }
        cells[i].fire(correction, g);
        wished[slot] = moments[1][i];
        added[slot] = Math.min(MOST, Math.max(-MOST, correction[0]));
        const angle = moments[1][i] + SCALE * added[slot];
        pulses[i] = pulseFor(angle, 0, joint, calibrations[i]);
      }
      slot = (slot + 1) % DELAY;
    },
  };
  return cerebellum;
}

/**
 * What is added to a wish [rad] for joint `i` at `place` [rad from its centre] that moves steadily at `speed` [rad/s].
 */
export function correctionAt(
  { cells }: ServoCerebellum,
  i: 0 | 1,
  place: number,
  speed: number,
): number {
  const x = place / PLACE;
  const direction = Math.tanh(speed / TURNING);
  const directions = DIRECTION_LEADS.map(() => direction);
  const g = Float64Array.of(1, x, x * x, x * x * x, speed / SPEED, 0, ...directions);
  const correction = new Float64Array(1);
  cells[i].fire(correction, g);
  return SCALE * correction[0];
}

/** The first six inputs from the wish before, at and after t + L. */
function fillInputs(g: Vec, [before, at, after]: readonly Vec[], i: number, centre: number): void {
  const x = (at[i] - centre) / PLACE;
  g[0] = 1;
  g[1] = x;
  g[2] = x * x;
  g[3] = x * x * x;
  g[4] = (after[i] - before[i]) / (2 * PERIOD) / SPEED;
  g[5] = (after[i] - 2 * at[i] + before[i]) / PERIOD ** 2 / ACCELERATION;
}
