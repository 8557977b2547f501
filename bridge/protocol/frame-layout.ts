/**
 * What all binary frames have in common: a head, numbers, and a trail.
 *
 * Little-endian throughout. Layout (docs/protocol.md has it with units, for other languages):
 *
 *   0  u8   op              1  u8  version         2  u16 n, points of trail
 *   4  u32  seq             8  f64 time [s]       16  f64 tick
 *  24  f32  one for each field, in order
 *   …  f32  n × (x, y, pen)
 */
export interface FrameLayout<Field extends string> {
  readonly op: number;
  readonly version: number;
  /** The f32 fields, in wire order. */
  readonly fields: readonly Field[];
}

export type FrameOf<Field extends string> = Record<Field, number> & {
  seq: number;
  /** [s] */
  time: number;
  tick: number;
  /** x [m], y [m], pen (1 down, 0 up) [3 n]. */
  trail: Float32Array;
};

/** No frame carries more points than this: the newest win. */
export const TRAIL_POINTS_MAX = 100;

const FIELDS_AT = 24;

/** The frame as it goes over the wire. Copied: the caller may reuse `frame`. */
export function encodeAs<Field extends string>(
  { op, version, fields }: FrameLayout<Field>,
  frame: FrameOf<Field>,
): Uint8Array {
  const trailAt = FIELDS_AT + 4 * fields.length;
  const held = Math.floor(frame.trail.length / 3);
  const points = Math.min(TRAIL_POINTS_MAX, held);
  const bytes = new Uint8Array(trailAt + 12 * points);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, op);
  view.setUint8(1, version);
  view.setUint16(2, points, true);
  view.setUint32(4, frame.seq, true);
  view.setFloat64(8, frame.time, true);
  view.setFloat64(16, frame.tick, true);
  fields.forEach((field, i) => {
    view.setFloat32(FIELDS_AT + 4 * i, frame[field], true);
  });
  const newest = frame.trail.subarray(3 * (held - points), 3 * held);
  newest.forEach((value, i) => {
    view.setFloat32(trailAt + 4 * i, value, true);
  });
  return bytes;
}

/** The frame in `bytes`, or a sentence that says why they hold none. */
export function decodeAs<Field extends string>(
  { op, version, fields }: FrameLayout<Field>,
  bytes: Uint8Array,
): FrameOf<Field> | string {
  const trailAt = FIELDS_AT + 4 * fields.length;
  if (bytes.length < trailAt) {
    return `a frame has at least ${trailAt} bytes, found ${bytes.length}`;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== op) return `a frame begins with ${op}, found ${bytes[0]}`;
  if (view.getUint8(1) !== version) {
    return `frames of version ${version} are understood, found version ${bytes[1]}`;
  }
  const points = view.getUint16(2, true);
  if (bytes.length !== trailAt + 12 * points) {
    return `a frame with ${points} points has ${trailAt + 12 * points} bytes, found ${bytes.length}`;
  }
  const trail = new Float32Array(3 * points);
  for (let i = 0; i < trail.length; i++) trail[i] = view.getFloat32(trailAt + 4 * i, true);
  const numbers = Object.fromEntries(
    fields.map((field, i) => [field, view.getFloat32(FIELDS_AT + 4 * i, true)]),
  ) as Record<Field, number>;
  return {
    ...numbers,
    seq: view.getUint32(4, true),
    time: view.getFloat64(8, true),
    tick: view.getFloat64(16, true),
    trail,
  };
}
