/**
 * The binary frame of a plotter: where it is, how far its job is, and the ink since the last frame.
 */
import type { FrameOf } from "./frame-layout.ts";
import { decodeAs, encodeAs } from "./frame-layout.ts";

export const PLOTTER_FRAME_OP = 2;
const PLOTTER_FRAME_VERSION = 1;

/** The f32 fields, in wire order. Angles in rad, lengths in m, pulses in µs. */
export const PLOTTER_FRAME_FIELDS = [
  /** Joint angles by the potentiometers; where there are none, as the job wishes them. */
  "first",
  "second",
  /** Where the job wants the pen; NaN while there is none. */
  "wishedX",
  "wishedY",
  /** How high it wants it: 0 on the paper, 1 lifted. */
  "height",
  /** Pulses of the arm's servos and of the pen's; 0 while a servo is limp. */
  "firstPulse",
  "secondPulse",
  "penPulse",
  /** Strokes that are finished. */
  "done",
  /** Since the job began, and what is left of it at the present speed [s]. */
  "elapsed",
  "secondsLeft",
] as const;

type PlotterFrameField = (typeof PLOTTER_FRAME_FIELDS)[number];

/**
 * `time` [s] is since the server started. `tick` counts the points of ink on the paper, those of `trail` included,
 * so a client sees whether it has missed some: GET /ink has them all.
 */
export type PlotterFrame = FrameOf<PlotterFrameField>;

const layout = {
  op: PLOTTER_FRAME_OP,
  version: PLOTTER_FRAME_VERSION,
  fields: PLOTTER_FRAME_FIELDS,
};

export const encodePlotterFrame = (frame: PlotterFrame): Uint8Array => encodeAs(layout, frame);

/** The frame in `bytes`, or a sentence that says why they hold none. */
export const decodePlotterFrame = (bytes: Uint8Array): PlotterFrame | string =>
  decodeAs(layout, bytes);
