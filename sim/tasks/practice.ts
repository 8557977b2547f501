/**
 * What the cortex practises on: reaches (some with a target that jumps on the way), drawings smooth
 * and angular, all over the workspace, with everything that may go wrong: noise, late news, pushes.
 */
import type { Arm } from "../../plant/arm/arm.ts";
import { inverseKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import type { Random } from "../random.ts";
import { randomDrawing } from "./random-drawing.ts";
import { randomReaches } from "./random-reaches.ts";
import { randomStroke } from "./random-stroke.ts";

/** What is filled in. */
interface Batch {
  readonly batch: number;
  readonly horizon: number;
  readonly wish: Float64Array;
  readonly wishLength: number;
  readonly start: Float64Array;
  readonly stateNoise: Float64Array;
  readonly gain: Float64Array;
  readonly push: Float64Array;
  readonly lag: Int32Array;
}

export interface PracticeOptions {
  /** Time between two samples [s]. */
  readonly period: number;
  /** Multiplies noise and pushes: 0 at first, 1 when the cortex can cope. */
  readonly noise: number;
  /** In LATE of the episodes news is late by up to this many ticks. */
  readonly lag: number;
}

/** Standard deviation of the slow part of the estimate's error [rad, rad/s]; white noise adds 0.3 of it. */
const ESTIMATE_ERROR = [0.012, 0.012, 0.18, 0.18] as const;
/** How much of the slow part is left after one tick. */
const PERSISTENCE = 0.9;
/** Multiplicative motor noise. */
const MOTOR_NOISE = 0.05;
/** In half of the episodes: two pushes of up to this torque [N·m], 40 to 110 ms long. */
const PUSH = 1.5;
/** In this part of the episodes news is late. */
const LATE = 0.7;

/** Part of the stretched arm's length that practice begins within. */
const REACH_MAX = 0.98;

const kinds = [randomReaches, randomDrawing, randomReaches, randomStroke] as const;

/** Fills `batch` with fresh practice. */
export function practise(batch: Batch, arm: Arm, random: Random, options: PracticeOptions): void {
  for (let b = 0; b < batch.batch; b++) {
    const wish = batch.wish.subarray(b * batch.wishLength * 2, (b + 1) * batch.wishLength * 2);
    kinds[b % kinds.length](wish, options.period, random);
    startOn(batch.start.subarray(4 * b, 4 * b + 4), wish, options.period, arm, random);
    batch.lag[b] = random.uniform() < LATE ? Math.floor((options.lag + 1) * random.uniform()) : 0;
  }
  disturb(batch, random, options.noise);
}

/** In the desired motion, half a centimetre or so beside it. */
function startOn(
  start: Float64Array,
  wish: Float64Array,
  period: number,
  arm: Arm,
  random: Random,
): void {
  const x = wish[0] + 0.005 * random.normal();
  const y = wish[1] + 0.005 * random.normal();
  // Where the arm would be straight it cannot be moving, so a short arm begins inside its reach.
  const part = Math.min(1, (REACH_MAX * (arm.l1 + arm.l2)) / Math.hypot(x, y));
  inverseKinematics(start, part * x, part * y, arm);
  const J = new Float64Array(4);
  jacobian(J, start, arm);
  const vx = (wish[2] - wish[0]) / period;
  const vy = (wish[3] - wish[1]) / period;
  const det = J[0] * J[3] - J[1] * J[2];
  start[2] = (J[3] * vx - J[1] * vy) / det;
  start[3] = (J[0] * vy - J[2] * vx) / det;
}

function disturb(batch: Batch, random: Random, noise: number): void {
  const { stateNoise, gain, push, horizon } = batch;
  const n = batch.batch;
  const kick = Math.sqrt(1 - PERSISTENCE ** 2);
  const slow = new Float64Array(n * 4).map(() => random.normal());
  for (let t = 0; t < horizon; t++) {
    for (let k = 0; k < n * 4; k++) {
      slow[k] = PERSISTENCE * slow[k] + kick * random.normal();
      stateNoise[t * n * 4 + k] = noise * ESTIMATE_ERROR[k % 4] * (slow[k] + 0.3 * random.normal());
    }
  }
  for (let k = 0; k < gain.length; k++) gain[k] = 1 + noise * MOTOR_NOISE * random.normal();
  push.fill(0);
  for (let b = 0; b < n; b++) {
    if (random.uniform() < 0.5) continue;
    for (let pulse = 0; pulse < 2; pulse++) {
      const from = Math.floor(horizon * random.uniform());
      const to = Math.min(horizon, from + 4 + Math.floor(8 * random.uniform()));
      const shoulder = noise * PUSH * (2 * random.uniform() - 1);
      const elbow = noise * PUSH * (2 * random.uniform() - 1);
      for (let t = from; t < to; t++) {
        push[(t * n + b) * 2] += shoulder;
        push[(t * n + b) * 2 + 1] += elbow;
      }
    }
  }
}
