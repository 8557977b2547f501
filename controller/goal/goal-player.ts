/**
 * Where the hand should be, now and soon: reaches to a point, strokes along a path, holding between.
 *
 * A new goal may come at any moment; the desired motion bends towards it without a jump in position,
 * velocity or acceleration (except that a stroke under way has no acceleration worth carrying on).
 */

import {
  bendAt,
  COEFFICIENTS,
  planMinimumJerk,
  positionAt,
  reachDuration,
  slopeAt,
} from "../../plant/motion/minimum-jerk.ts";
import { STROKE_PERIOD, STROKE_SAMPLES_MAX } from "../../plant/motion/stroke-timing.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";

export const PHASE = { holding: 0, reaching: 1, approaching: 2, drawing: 3 } as const;
type Phase = (typeof PHASE)[keyof typeof PHASE];

/** All methods are real-time safe. */
export interface GoalPlayer {
  /** Where the motion under way will end [m], [2]: borrowed. */
  readonly target: ReadonlyVec;
  /** Counts goals from 0, so that a watcher can tell one from the next. */
  readonly goal: number;
  /** Reach for (x, y) from wherever the desired motion is at `time`. */
  reach(time: number, x: number, y: number): void;
  /** Go to the first of `samples` points in `path` (x, y, x, y, …), then along it. Copies the path. */
  draw(time: number, path: ReadonlyVec, samples: number): void;
  /** out [2] ← the desired position at `time`. */
  position(out: Vec, time: number): void;
  /** out [2 × ahead.length] ← the desired positions `ahead` seconds after `time`. */
  preview(out: Vec, time: number, ahead: readonly number[]): void;
  phase(time: number): Phase;
  /** When the motion under way ends [s]. */
  endsAt(): number;
}

export function makeGoalPlayer(x: number, y: number): GoalPlayer {
  const target = Float64Array.of(x, y);
  const stroke = new Float64Array(2 * STROKE_SAMPLES_MAX);
  const coefficients = [new Float64Array(COEFFICIENTS), new Float64Array(COEFFICIENTS)] as const;
  /** When the approach began and how long it takes; when the stroke after it ends [s]. */
  const times = Float64Array.of(0, 0.4, 0.4);
  let samples = 0;
  let goal = 0;
  planMinimumJerk(coefficients[0], x, 0, 0, x, times[1]);
  planMinimumJerk(coefficients[1], y, 0, 0, y, times[1]);

  const coordinate = (axis: 0 | 1, time: number): number => {
    const s = (time - times[0]) / times[1];
    if (s < 1) return positionAt(coefficients[axis], Math.max(0, s));
    if (samples === 0) return target[axis];
    const along = (time - times[0] - times[1]) / STROKE_PERIOD;
    const before = Math.min(samples - 1, Math.floor(along));
    const after = Math.min(samples - 1, before + 1);
    const from = stroke[2 * before + axis];
    return from + (along - Math.floor(along)) * (stroke[2 * after + axis] - from);
  };

  /** Bends towards (endX, endY), starting from the desired motion at `time`. */
  const approach = (time: number, endX: number, endY: number): void => {
    const s = (time - times[0]) / times[1];
    const distance = Math.hypot(endX - coordinate(0, time), endY - coordinate(1, time));
    const duration = reachDuration(distance);
    for (const axis of [0, 1] as const) {
      const c = coefficients[axis];
      const p = coordinate(axis, time);
      let v = 0;
      let a = 0;
      if (s < 1) {
        v = slopeAt(c, Math.max(0, s)) / times[1];
        a = bendAt(c, Math.max(0, s)) / (times[1] * times[1]);
      } else if (time < times[2]) {
        v = (coordinate(axis, time + STROKE_PERIOD) - p) / STROKE_PERIOD;
      }
      planMinimumJerk(c, p, v, a, axis === 0 ? endX : endY, duration);
    }
    times[0] = time;
    times[1] = duration;
    times[2] = time + duration;
    goal++;
  };

  return {
    target,
    get goal() {
      return goal;
    },

    reach(time, toX, toY) {
      approach(time, toX, toY);
      target[0] = toX;
      target[1] = toY;
      samples = 0;
    },

    draw(time, path, count) {
      if (count < 1) return;
      approach(time, path[0], path[1]);
      samples = Math.min(count, STROKE_SAMPLES_MAX);
      for (let i = 0; i < 2 * samples; i++) stroke[i] = path[i];
      target[0] = stroke[2 * samples - 2];
      target[1] = stroke[2 * samples - 1];
      times[2] = times[0] + times[1] + (samples - 1) * STROKE_PERIOD;
    },

    position(out, time) {
      out[0] = coordinate(0, time);
      out[1] = coordinate(1, time);
    },

    preview(out, time, ahead) {
      for (let k = 0; k < ahead.length; k++) {
        out[2 * k] = coordinate(0, time + ahead[k]);
        out[2 * k + 1] = coordinate(1, time + ahead[k]);
      }
    },

    phase(time) {
      if (time >= times[2]) return PHASE.holding;
      if (samples === 0) return PHASE.reaching;
      return time < times[0] + times[1] ? PHASE.approaching : PHASE.drawing;
    },

    endsAt: () => times[2],
  };
}
