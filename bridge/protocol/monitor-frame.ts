/**
 * The binary frame of the monitor: what the loop and its neurons did at every decision since the frame
 * before.
 *
 * Little-endian. Layout (docs/protocol.md has it with units, for other languages):
 *
 *   0  u8   op              1  u8   version        2  u16 n, records
 *   4  u32  seq             8  f64  time [s]      16  f64 tick, both of the newest record
 *  24  u16  s, numbers a record                   26  u16 u, units a record
 *  28  u32  records left out since the frame before
 *  32  f32  n × s signals   …  u8   n × u units
 */
export const MONITOR_FRAME_OP = 3;
const MONITOR_FRAME_VERSION = 1;

/** The signals of a record, in wire order. NaN: there is none. */
export const SIGNALS = [
  /** How long before the newest record [s]. */
  "ago",
  /** Of the hand from where it should be, from where the brain believes it to be, and of what the olive found wrong. */
  "trackingErrorMm",
  "predictionErrorMm",
  "oliveErrorMm",
  /** Torques that go out, and the cerebellum's own share of them [N·m]. */
  "shoulderTorque",
  "elbowTorque",
  "adaptiveShoulder",
  "adaptiveElbow",
  /** Force on the hand from outside [N]. */
  "forceX",
  "forceY",
  /** Of the hand, and what is seen of it [m]. */
  "handX",
  "handY",
  "cursorX",
  "cursorY",
  /** [s] */
  "senseAge",
  /** Time that each stage of the decision took [µs]. */
  "senseMicros",
  "predictMicros",
  "decideMicros",
  "actMicros",
  "learnMicros",
  /** How late the tick of the decision came [µs], and how many ticks were dropped since the start. */
  "lateMicros",
  "overruns",
] as const;
export type Signal = (typeof SIGNALS)[number];

export interface MonitorFrame {
  seq: number;
  /** Of the newest record [s]. */
  time: number;
  tick: number;
  /** Records since the frame before that are not in this one. */
  lost: number;
  records: number;
  /** [records × SIGNALS], or empty where they are not watched. */
  signals: Float32Array;
  /** [records × units], 0…255 over the range of each unit's group in hello; or empty. */
  units: Uint8Array;
}

/** No frame carries more records than this: the newest win. */
export const MONITOR_RECORDS_MAX = 200;

const HEAD = 32;

/** The frame as it goes over the wire. Copied: the caller may reuse `frame`. */
export function encodeMonitorFrame(frame: MonitorFrame): Uint8Array {
  const { records, signals, units } = frame;
  const bytes = new Uint8Array(HEAD + 4 * signals.length + units.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, MONITOR_FRAME_OP);
  view.setUint8(1, MONITOR_FRAME_VERSION);
  view.setUint16(2, records, true);
  view.setUint32(4, frame.seq, true);
  view.setFloat64(8, frame.time, true);
  view.setFloat64(16, frame.tick, true);
  view.setUint16(24, records > 0 ? signals.length / records : 0, true);
  view.setUint16(26, records > 0 ? units.length / records : 0, true);
  view.setUint32(28, frame.lost, true);
  signals.forEach((value, i) => {
    view.setFloat32(HEAD + 4 * i, value, true);
  });
  bytes.set(units, HEAD + 4 * signals.length);
  return bytes;
}

/** The frame in `bytes`, or a sentence that says why they hold none. */
export function decodeMonitorFrame(bytes: Uint8Array): MonitorFrame | string {
  if (bytes.length < HEAD) return `a frame has at least ${HEAD} bytes, found ${bytes.length}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== MONITOR_FRAME_OP) {
    return `a frame of the monitor begins with ${MONITOR_FRAME_OP}, found ${bytes[0]}`;
  }
  if (view.getUint8(1) !== MONITOR_FRAME_VERSION) {
    return `frames of version ${MONITOR_FRAME_VERSION} are understood, found version ${bytes[1]}`;
  }
  const records = view.getUint16(2, true);
  const signals = new Float32Array(records * view.getUint16(24, true));
  const units = records * view.getUint16(26, true);
  const size = HEAD + 4 * signals.length + units;
  if (bytes.length !== size) {
    return `a frame with ${records} such records has ${size} bytes, found ${bytes.length}`;
  }
  for (let i = 0; i < signals.length; i++) signals[i] = view.getFloat32(HEAD + 4 * i, true);
  return {
    seq: view.getUint32(4, true),
    time: view.getFloat64(8, true),
    tick: view.getFloat64(16, true),
    lost: view.getUint32(28, true),
    records,
    signals,
    units: bytes.slice(size - units),
  };
}
