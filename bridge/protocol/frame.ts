/**
 * The binary frame: the state of the loop at one instant, and the ink since the last frame.
 *
 * Little-endian throughout. Layout (docs/protocol.md has it with units, for other languages):
 *
 *   0  u8   op = 1          1  u8  version         2  u16 n, points of trail
 *   4  u32  seq             8  f64 time [s]       16  f64 tick
 *  24  f32  one for each entry of FRAME_FIELDS, in that order
 *   …  f32  n × (x, y, pen)
 */
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

export interface Frame extends Record<FrameField, number> {
  seq: number;
  /** Since the loop went live [s]. */
  time: number;
  /** Number of the tick since then. */
  tick: number;
  /** x [m], y [m], pen (1 down, 0 up) of the hand every 10 ms since the frame before, [3 n]. */
  trail: Float32Array;
}

/** No frame carries more points than this: the newest win. */
export const TRAIL_POINTS_MAX = 100;

const FIELDS_AT = 24;
const TRAIL_AT = FIELDS_AT + 4 * FRAME_FIELDS.length;

/** The frame as it goes over the wire. Copied: the caller may reuse `frame`. */
export function encodeFrame(frame: Frame): Uint8Array {
  const held = Math.floor(frame.trail.length / 3);
  const points = Math.min(TRAIL_POINTS_MAX, held);
  const bytes = new Uint8Array(TRAIL_AT + 12 * points);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FRAME_OP);
  view.setUint8(1, FRAME_VERSION);
  view.setUint16(2, points, true);
  view.setUint32(4, frame.seq, true);
  view.setFloat64(8, frame.time, true);
  view.setFloat64(16, frame.tick, true);
  FRAME_FIELDS.forEach((field, i) => {
    view.setFloat32(FIELDS_AT + 4 * i, frame[field], true);
  });
  const newest = frame.trail.subarray(3 * (held - points), 3 * held);
  newest.forEach((value, i) => {
    view.setFloat32(TRAIL_AT + 4 * i, value, true);
  });
  return bytes;
}

/** The frame in `bytes`, or a sentence that says why they hold none. */
export function decodeFrame(bytes: Uint8Array): Frame | string {
  if (bytes.length < TRAIL_AT) {
    return `a frame has at least ${TRAIL_AT} bytes, found ${bytes.length}`;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== FRAME_OP) return `a frame begins with ${FRAME_OP}, found ${bytes[0]}`;
  if (view.getUint8(1) !== FRAME_VERSION) {
    return `frames of version ${FRAME_VERSION} are understood, found version ${bytes[1]}`;
  }
  const points = view.getUint16(2, true);
  if (bytes.length !== TRAIL_AT + 12 * points) {
    return `a frame with ${points} points has ${TRAIL_AT + 12 * points} bytes, found ${bytes.length}`;
  }
  const trail = new Float32Array(3 * points);
  for (let i = 0; i < trail.length; i++) trail[i] = view.getFloat32(TRAIL_AT + 4 * i, true);
  const fields = Object.fromEntries(
    FRAME_FIELDS.map((field, i) => [field, view.getFloat32(FIELDS_AT + 4 * i, true)]),
  ) as Record<FrameField, number>;
  return {
    ...fields,
    seq: view.getUint32(4, true),
    time: view.getFloat64(8, true),
    tick: view.getFloat64(16, true),
    trail,
  };
}
