import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { decodeLines, encodeLines } from "../../bridge/protocol/line-bundle.ts";

const float = fc.float({ noNaN: true });
const line = fc.record({
  points: fc.array(fc.tuple(float, float)).map((points) => Float32Array.from(points.flat())),
  begins: float,
  seconds: float,
});

test.prop([fc.array(line)])("lines come out as they went in", (lines) => {
  expect(decodeLines(new Uint8Array(encodeLines(lines)).buffer)).toEqual(lines);
});

test.prop([fc.array(line), fc.nat()])("bytes that are cut off give fewer lines", (lines, cut) => {
  const bytes = new Uint8Array(encodeLines(lines));
  const part = bytes.slice(0, bytes.length === 0 ? 0 : cut % bytes.length);
  expect(lines.slice(0, decodeLines(part.buffer).length)).toEqual(decodeLines(part.buffer));
});
