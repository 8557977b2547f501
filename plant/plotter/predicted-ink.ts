/**
 * The ink that a machine would leave, as far as a model of it knows: the wish goes in, what becomes of
 * it comes out. The perfect machine is the model that copies the setpoint.
 */
import type { Vec } from "../vec.ts";
import type { Job } from "./job.ts";
import type { Setpoint } from "./setpoints.ts";
import { setpoints } from "./setpoints.ts";
import type { Stroke } from "./stroke.ts";

/**
 * pen [3] ← where the tip is one period after this setpoint was given: x, y [m], and its height. It is called
 * with every setpoint of a job in turn, and may remember.
 */
export type PenModel = (pen: Vec, setpoint: Setpoint) => void;

/** A tip this high, of 1, no longer touches the paper. */
const TOUCH = 0.1;

export function predictInk(job: Job, model: PenModel): Stroke[] {
  const strokes: Stroke[] = [];
  const pen = new Float64Array(3);
  let stroke: number[] = [];
  const finish = (): void => {
    if (stroke.length === 2) stroke.push(...stroke);
    if (stroke.length > 0) strokes.push(Float64Array.from(stroke));
    stroke = [];
  };
  for (const setpoint of setpoints(job)) {
    model(pen, setpoint);
    if (pen[2] < TOUCH) stroke.push(pen[0], pen[1]);
    else finish();
  }
  finish();
  return strokes;
}
