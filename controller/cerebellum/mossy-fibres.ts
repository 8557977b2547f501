/**
 * What the cerebellum is told: the state that the late senses report, and copies of the commands that
 * have gone out since.
 *
 *   m = [ (q_d − Q₀)/0.4 (2) · q̇_d/3 (2) · mean command over 4 stretches of the delay, /τ_max (8) · 1 ]
 *
 * The stretches take 30, 30, 20 and 20 % of the delay, oldest first.
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import { JOINTS, TORQUE_MAX } from "../cortex/torque.ts";

/** Entries of m. */
export const MOSSY_FIBRES = 13;

/** Bounds of the stretches, as parts of the delay before now, oldest first. */
const STRETCHES = [1, 0.7, 0.4, 0.2, 0] as const;
const ANGLE = 0.4;
const VELOCITY = 3;

/** Commands sent, with the time at which each began to act. */
export interface EfferenceCopy {
  /** `command` [2] acts from `time` on, until the next. */
  push(time: number, command: ReadonlyVec): void;
  /** out [2] ← the mean command over [from, to], with from < to ≤ now. */
  mean(out: Vec, from: number, to: number): void;
}

/** Remembers the last `capacity` commands; real-time safe. */
export function makeEfferenceCopy(capacity: number): EfferenceCopy {
  const since = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
  const commands = new Float64Array(capacity * JOINTS);
  let newest = 0;

  return {
    push(time, command) {
      newest = (newest + 1) % capacity;
      since[newest] = time;
      for (let j = 0; j < JOINTS; j++) commands[newest * JOINTS + j] = command[j];
    },

    mean(out, from, to) {
      out.fill(0);
      let end = to;
      for (let back = 0; back < capacity && end > from; back++) {
        const slot = (newest - back + capacity) % capacity;
        const begin = Math.max(from, since[slot]);
        if (begin < end) {
          for (let j = 0; j < JOINTS; j++) {
            out[j] += (commands[slot * JOINTS + j] * (end - begin)) / (to - from);
          }
          end = begin;
        }
      }
    },
  };
}

/** m [MOSSY_FIBRES] ← what is known at `now`, `senses` [4] being `age` > 0 seconds old. */
export function mossyFibres(home: readonly [number, number]) {
  const mean = new Float64Array(JOINTS);

  return (m: Vec, senses: ReadonlyVec, age: number, now: number, sent: EfferenceCopy): void => {
    m[0] = (senses[0] - home[0]) / ANGLE;
    m[1] = (senses[1] - home[1]) / ANGLE;
    m[2] = senses[2] / VELOCITY;
    m[3] = senses[3] / VELOCITY;
    for (let k = 0; k < 4; k++) {
      sent.mean(mean, now - age * STRETCHES[k], now - age * STRETCHES[k + 1]);
      m[4 + 2 * k] = mean[0] / TORQUE_MAX[0];
      m[5 + 2 * k] = mean[1] / TORQUE_MAX[1];
    }
    m[12] = 1;
  };
}
