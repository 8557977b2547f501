import { fc } from "@fast-check/vitest";
import type { Job, JobSettings } from "../../plant/plotter/job.ts";
import { makeMachine } from "../../plant/plotter/machines.ts";
import type { Setpoint } from "../../plant/plotter/setpoints.ts";
import { setpoints } from "../../plant/plotter/setpoints.ts";

export const settings: JobSettings = {
  arm: makeMachine("brachiograph"),
  drawing: { speed: 0.03, acceleration: 0.4, jointSpeed: 2 },
  travel: { speed: 0.09, acceleration: 1, jointSpeed: 3 },
  pen: { lift: 0.12, lower: 0.25, settle: 0.06 },
  corner: 1e-4,
  period: 0.01,
};

/** Lines within a square that the arm reaches all of. */
export const stroke = fc
  .array(
    fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((points) => {
    const whole = points.length === 1 ? [...points, ...points] : points;
    return Float64Array.from(whole.flatMap(([x, y]) => [0.08 * x - 0.05, 0.05 + 0.08 * y]));
  });

export const strokes = fc.array(stroke, { maxLength: 6 });

/** Copies, since setpoints are borrowed. */
export const copies = (job: Job): Setpoint[] =>
  Array.from(setpoints(job), (one) => ({
    ...one,
    pen: Float64Array.of(one.pen[0], one.pen[1]),
    q: Float64Array.of(one.q[0], one.q[1]),
  }));
