/**
 * Draws a job on a virtual plotter, real firmware and all, and judges the ink.
 */
import { makeExecutor } from "../../bridge/firmata/executor.ts";
import type { Job } from "../../plant/plotter/job.ts";
import { makePlayback } from "../../plant/plotter/playback.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import { setpoints } from "../../plant/plotter/setpoints.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
import { makeTimeline } from "../../plant/plotter/timeline.ts";
import type { InkError } from "../../sim/metrics/ink-error.ts";
import { inkError } from "../../sim/metrics/ink-error.ts";
import { makeInkPad } from "../../sim/plotter/ink-pad.ts";
import type { VirtualPlotter } from "./virtual-plotter.ts";

export interface VirtualDrawing {
  readonly error: InkError;
  /** How long it took, in virtual time [s]. */
  readonly seconds: number;
  /** What stopped it before the end. */
  readonly fault: Fault | undefined;
}

/** Between two commands [s]: twice the rate at which servos hear. */
const PERIOD = 0.01;

/** The machine has to be engaged, with the arm at the job's first setpoint. */
export function drawVirtually(
  { twin, machine }: VirtualPlotter,
  job: Job,
  steering: Steering,
): VirtualDrawing {
  const playback = makePlayback(makeTimeline(setpoints(job)));
  const executor = makeExecutor({ machine, playback, steering, now: twin.now });
  const pad = makeInkPad(twin.rig, playback);
  const began = twin.now();
  while (executor.step(PERIOD)) {
    let since = 0;
    twin.advance(PERIOD, () => {
      since += 0.001;
      pad.see(since);
    });
  }
  return {
    error: inkError(pad.ink, job.strokes),
    seconds: twin.now() - began,
    fault: machine.fault,
  };
}
