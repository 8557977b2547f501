import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import {
  decodeFrame,
  encodeFrame,
  FRAME_FIELDS,
  type Frame,
  type FrameField,
} from "../../bridge/protocol/frame.ts";
import { TRAIL_POINTS_MAX } from "../../bridge/protocol/frame-layout.ts";
import { evenly } from "../support/evenly.ts";
import { stillFields } from "./fake-loop.ts";

const float = fc.float({ noNaN: true });
const fields = fc
  .tuple(...FRAME_FIELDS.map(() => float))
  .map(
    (values) =>
      Object.fromEntries(FRAME_FIELDS.map((f, i) => [f, values[i]])) as Record<FrameField, number>,
  );
const trail = fc
  .array(fc.tuple(float, float, fc.constantFrom(0, 1)), { maxLength: TRAIL_POINTS_MAX })
  .map((points) => Float32Array.from(points.flat()));
const frame: fc.Arbitrary<Frame> = fc
  .tuple(fields, fc.nat(2 ** 32 - 1), fc.double({ noNaN: true }), fc.maxSafeNat(), trail)
  .map(([values, seq, time, tick, ink]) => ({ ...values, seq, time, tick, trail: ink }));

test.prop([frame])("a frame comes out as it went in", (sent) => {
  expect(decodeFrame(encodeFrame(sent))).toEqual(sent);
});

test.prop([frame, fc.nat(3)])("a frame is read from anywhere in a buffer", (sent, offset) => {
  const bytes = encodeFrame(sent);
  const buffer = new Uint8Array(bytes.length + offset);
  buffer.set(bytes, offset);
  expect(decodeFrame(buffer.subarray(offset))).toEqual(sent);
});

test.prop([frame, evenly(0, 0.999)])(
  "a frame cut short is refused with a sentence",
  (sent, part) => {
    const bytes = encodeFrame(sent);
    expect(decodeFrame(bytes.subarray(0, Math.floor(part * bytes.length)))).toBeTypeOf("string");
  },
);

test.prop([fc.uint8Array({ maxLength: 400 })])("random bytes never throw", (bytes) => {
  decodeFrame(bytes);
  if (bytes.length > 1) decodeFrame(bytes.fill(1, 0, 2));
});

test("of a trail that is too long, the newest points are sent", () => {
  const ink = Float32Array.from({ length: 3 * (TRAIL_POINTS_MAX + 5) }, (_, i) => i);
  const decoded = decodeFrame(
    encodeFrame({ ...stillFields, seq: 1, time: 0, tick: 0, trail: ink }),
  );
  if (typeof decoded === "string") throw new Error(decoded);
  expect(decoded.trail).toEqual(ink.subarray(15));
});

test("a frame of another version is refused by its number", () => {
  const bytes = encodeFrame({
    ...stillFields,
    seq: 1,
    time: 0,
    tick: 0,
    trail: new Float32Array(),
  });
  bytes[1] = 9;
  expect(decodeFrame(bytes)).toMatch(/version 1 .* version 9/);
});
