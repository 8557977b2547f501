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
  const times = Float64Array.of(-1, 1, 0);
  let samples = 0;
  let goal = 0;
  planMinimumJerk(coefficients[0], x, 0, 0, x, times[1]);
  planMinimumJerk(coefficients[1], y, 0, 0, y, times[1]);

  /** out[from, from + 1] ← the desired position `ahead` seconds after `time`. */
  const place = (out: Vec, from: number, time: number, ahead: number): void => {
    const since = time + ahead - times[0];
    const s = since / times[1];
    if (s < 1) {
      out[from] = positionAt(coefficients[0], Math.max(0, s));
      out[from + 1] = positionAt(coefficients[1], Math.max(0, s));
      return;
    }
    if (samples === 0) {
      out[from] = target[0];
      out[from + 1] = target[1];
      return;
    }
    const along = (since - times[1]) / STROKE_PERIOD;
    const before = Math.min(samples - 1, Math.floor(along));
    const after = Math.min(samples - 1, before + 1);
    const part = along - Math.floor(along);
    for (let axis = 0; axis < 2; axis++) {
      const begin = stroke[2 * before + axis];
      out[from + axis] = begin + part * (stroke[2 * after + axis] - begin);
    }
  };
  const here = new Float64Array(2);
  const soon = new Float64Array(2);

  /** Bends towards (endX, endY), starting from the desired motion at `time`. */
  const approach = (time: number, endX: number, endY: number): void => {
    const s = (time - times[0]) / times[1];
    place(here, 0, time, 0);
    place(soon, 0, time, STROKE_PERIOD);
    const distance = Math.hypot(endX - here[0], endY - here[1]);
    const duration = reachDuration(distance);
    for (const axis of [0, 1] as const) {
      const c = coefficients[axis];
      const p = here[axis];
      let v = 0;
      let a = 0;
      if (s < 1) {
        v = slopeAt(c, Math.max(0, s)) / times[1];
        a = bendAt(c, Math.max(0, s)) / (times[1] * times[1]);
      } else if (time < times[2]) {
        v = (soon[axis] - p) / STROKE_PERIOD;
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
      place(out, 0, time, 0);
    },

    preview(out, time, ahead) {
      for (let k = 0; k < ahead.length; k++) place(out, 2 * k, time, ahead[k]);
    },

    phase(time) {
      if (time >= times[2]) return PHASE.holding;
      if (samples === 0) return PHASE.reaching;
      return time < times[0] + times[1] ? PHASE.approaching : PHASE.drawing;
    },

    endsAt: () => times[2],
  };
}
