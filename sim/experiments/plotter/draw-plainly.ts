/**
 * Draws a job on a plain board, and says how it went.
 */
import type { Job } from "../../../plant/plotter/job.ts";
import { makePlayback } from "../../../plant/plotter/playback.ts";
import type { PlotterConfig } from "../../../plant/plotter/plotter.ts";
import { setpoints } from "../../../plant/plotter/setpoints.ts";
import type { Steering } from "../../../plant/plotter/steering.ts";
import { MOMENT, makeTimeline } from "../../../plant/plotter/timeline.ts";
import type { InkError } from "../../metrics/ink-error.ts";
import { inkError } from "../../metrics/ink-error.ts";
import { makeInkPad } from "../../plotter/ink-pad.ts";
import type { PlainBoard } from "../../plotter/plain-board.ts";

/** Between two commands [s]. */
const PERIOD = 0.01;

export function drawPlainly(
  board: PlainBoard,
  config: PlotterConfig,
  job: Job,
  steering: Steering,
): InkError {
  const playback = makePlayback(makeTimeline(setpoints(job)));
  const pad = makeInkPad(board.rig, playback);
  const pulses = new Float64Array(2);
  const measured = new Float64Array(2);
  const moment = new Float64Array(MOMENT);
  const { up, down } = config.pen;
  while (playback.state !== "over") {
    playback.advance(PERIOD);
    playback.read(moment, 0);
    const felt = board.angles(measured);
    steering.steer(pulses, playback, board.now(), felt ? measured : undefined);
    board.write(pulses, down + (up - down) * moment[4]);
    board.advance(pad.see);
  }
  return inkError(pad.ink, job.strokes);
}
