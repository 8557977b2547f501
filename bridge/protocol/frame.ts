/**
 * The binary frame of an arm: the state of the loop at one instant, and the ink since the last frame.
 */
import type { FrameOf } from "./frame-layout.ts";
import { decodeAs, encodeAs } from "./frame-layout.ts";
import { FRAME_VERSION } from "./version.ts";

export const FRAME_OP = 1;

/** The f32 fields, in wire order. Angles in rad, lengths in m, torques in N·m. */
export const FRAME_FIELDS = [
  /** True joint angles and velocities. */
  "shoulder",
  "elbow",
  "shoulderVelocity",
  "elbowVelocity",
  /** Joint angles as the late senses report them. */
  "sensedShoulder",
  "sensedElbow",
  /** Joint angles as the cerebellum believes them to be now; those of the senses while it is off. */
  "predictedShoulder",
  "predictedElbow",
  /** Where the hand should be now, and where it is going. */
  "desiredX",
  "desiredY",
  "targetX",
  "targetY",
  /** Torques at shoulder and elbow. */
  "shoulderTorque",
  "elbowTorque",
  /** Age of the senses [s]. */
  "senseAge",
  /** 0 holding, 1 reaching, 2 on the way to a stroke, 3 drawing. */
  "phase",
  /** Ticks a second over the last half second or more. */
  "rateHz",
  /** 99th percentile of a tick's lateness and duration since the start [µs]. */
  "lateMicros",
  "tickMicros",
  /** Ticks dropped since the start. */
  "missed",
  /** Root mean square distance of the hand from where it should be, over the last second [mm]. */
  "trackingErrorMm",
  /** The same of the predicted from the true hand [mm]. */
  "predictionErrorMm",
] as const;

export type FrameField = (typeof FRAME_FIELDS)[number];

/**
 * `time` [s] and `tick` count since the loop went live; `trail` is the hand every 10 ms since the frame before.
 */
export type Frame = FrameOf<FrameField>;

const layout = { op: FRAME_OP, version: FRAME_VERSION, fields: FRAME_FIELDS };

export const encodeFrame = (frame: Frame): Uint8Array => encodeAs(layout, frame);

/** The frame in `bytes`, or a sentence that says why they hold none. */
export const decodeFrame = (bytes: Uint8Array): Frame | string => decodeAs(layout, bytes);
