/**
 * Draws a job on a virtual plotter, real firmware and all, and judges the ink.
 */
import { makeExecutor } from "../../bridge/firmata/executor.ts";
import type { Job } from "../../plant/plotter/job.ts";
import type { JobControl } from "../../plant/plotter/job-control.ts";
import { makeJobControl } from "../../plant/plotter/job-control.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
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

export interface VirtualDrawingOptions {
  readonly control?: JobControl;
  readonly look?: () => void;
}

/** Between two commands [s]: twice the rate at which servos hear. */
const PERIOD = 0.01;

/**
 * The machine has to be engaged, with the arm at the job's first setpoint. `look` is called after every command, and may
 * give orders to `control`.
 */
export function drawVirtually(
  { twin, machine }: VirtualPlotter,
  job: Job,
  steering: Steering,
  { control = makeJobControl(job), look = () => {} }: VirtualDrawingOptions = {},
): VirtualDrawing {
  const executor = makeExecutor({ machine, playback: control, steering, now: twin.now });
  const pad = makeInkPad(twin.rig, control);
  const began = twin.now();
  while (executor.step(PERIOD)) {
    let since = 0;
    twin.advance(PERIOD, () => {
      since += 0.001;
      pad.see(since);
    });
    look();
  }
  return {
    error: inkError(pad.ink, job.strokes),
    seconds: twin.now() - began,
    fault: machine.fault,
  };
}
