/**
 * What the cerebellum is told: the state that the late senses report, and copies of the commands that
 * have gone out since.
 *
 *   m = [ (q_d − Q₀)/0.4 (2) · q̇_d/3 (2) · mean command over 4 stretches of the delay, /s (4 n) · 1 ]
 *
 * The stretches take 30, 30, 20 and 20 % of the delay, oldest first. Commands have n numbers, which go as
 * far as s from their middle (command-space.ts).
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import { TORQUES } from "../cortex/command-space.ts";

/** Entries of m before the commands. */
const FELT = 4;

/** Bounds of the stretches, as parts of the delay before now, oldest first. */
const STRETCHES = [1, 0.7, 0.4, 0.2, 0] as const;
const COPIES = STRETCHES.length - 1;
const ANGLE = 0.4;
const VELOCITY = 3;

/** Entries of m that carry commands of so many numbers: from the first to before the last. */
export const copyFibres = (commands: number): readonly [number, number] => [
  FELT,
  FELT + COPIES * commands,
];

/** Entries of m for commands of so many numbers. */
export const mossyFibreCount = (commands: number): number => copyFibres(commands)[1] + 1;

/** Commands sent, with the time at which each began to act. */
export interface EfferenceCopy {
  /** `command` acts from `time` on, until the next. */
  push(time: number, command: ReadonlyVec): void;
  /** out ← the mean command over [from, to], with from < to ≤ now. */
  mean(out: Vec, from: number, to: number): void;
}

/** Remembers the last `capacity` commands of `width` numbers; real-time safe. */
export function makeEfferenceCopy(capacity: number, width = TORQUES.size): EfferenceCopy {
  const since = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
  const commands = new Float64Array(capacity * width);
  let newest = 0;

  return {
    push(time, command) {
      newest = (newest + 1) % capacity;
      since[newest] = time;
      for (let j = 0; j < width; j++) commands[newest * width + j] = command[j];
    },

    mean(out, from, to) {
      out.fill(0);
      let end = to;
      for (let back = 0; back < capacity && end > from; back++) {
        const slot = (newest - back + capacity) % capacity;
        const begin = Math.max(from, since[slot]);
        if (begin < end) {
          for (let j = 0; j < width; j++) {
            out[j] += (commands[slot * width + j] * (end - begin)) / (to - from);
          }
          end = begin;
        }
      }
    },
  };
}

/** m [mossyFibreCount] ← what is known at `now`, `senses` [4] being `age` > 0 seconds old. */
export function mossyFibres(home: readonly [number, number], { size, swing } = TORQUES) {
  const mean = new Float64Array(size);

  return (m: Vec, senses: ReadonlyVec, age: number, now: number, sent: EfferenceCopy): void => {
    m[0] = (senses[0] - home[0]) / ANGLE;
    m[1] = (senses[1] - home[1]) / ANGLE;
    m[2] = senses[2] / VELOCITY;
    m[3] = senses[3] / VELOCITY;
    for (let k = 0; k < COPIES; k++) {
      sent.mean(mean, now - age * STRETCHES[k], now - age * STRETCHES[k + 1]);
      for (let j = 0; j < size; j++) m[FELT + size * k + j] = mean[j] / swing[j];
    }
    m[FELT + COPIES * size] = 1;
  };
}
