/**
 * Draws a job on a virtual plotter and collects the ink.
 */
import { makeExecutor } from "../../bridge/firmata/executor.ts";
import type { Job } from "../../plant/plotter/job.ts";
import { makePlayback } from "../../plant/plotter/playback.ts";
import { setpoints } from "../../plant/plotter/setpoints.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
import { MOMENT, makeTimeline } from "../../plant/plotter/timeline.ts";
import type { Drop } from "../../sim/metrics/ink-error.ts";
import type { VirtualPlotter } from "./virtual-plotter.ts";

export interface VirtualDrawing {
  /** One drop a millisecond while the pen is down. */
  readonly ink: readonly Drop[];
  /** [s] */
  readonly seconds: number;
}

/** Between two commands [s]: twice the rate at which servos hear. */
const PERIOD = 0.01;

/** The arm has to be at the job's first setpoint, or it is taken there with the pen up at full speed. */
export function drawVirtually(
  { twin, machine }: VirtualPlotter,
  job: Job,
  steering: Steering,
): VirtualDrawing {
  const playback = makePlayback(makeTimeline(setpoints(job)));
  const executor = makeExecutor({ machine, playback, steering, now: twin.now });
  const moment = new Float64Array(MOMENT);
  const tip = new Float64Array(2);
  const ink: Drop[] = [];
  const began = twin.now();
  let since = 0;

  const see = (): void => {
    since += 0.001;
    if (!twin.rig.penTouches()) return;
    twin.rig.tip(tip);
    playback.read(moment, since);
    const [, , wishedX = Number.NaN, wishedY = Number.NaN] = moment;
    const [x = Number.NaN, y = Number.NaN] = tip;
    ink.push({ x, y, wishedX, wishedY });
  };
  while (executor.step(PERIOD)) {
    since = 0;
    twin.advance(PERIOD, see);
  }
  return { ink, seconds: twin.now() - began };
}
