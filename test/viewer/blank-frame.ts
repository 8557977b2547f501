import { FRAME_FIELDS, type Frame, type FrameField } from "../../bridge/protocol/frame.ts";

/** A frame at `time` [s] in which everything is zero but what is given. */
export function blankFrame(time: number, given: Partial<Frame> = {}): Frame {
  const fields = Object.fromEntries(FRAME_FIELDS.map((field) => [field, 0])) as Record<
    FrameField,
    number
  >;
  const seq = Math.round(1000 * time);
  return { ...fields, seq, time, tick: seq, trail: new Float32Array(), ...given };
}
