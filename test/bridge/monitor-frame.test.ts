import { expect, test } from "vitest";
import type { MonitorFrame } from "../../bridge/protocol/monitor-frame.ts";
import {
  decodeMonitorFrame,
  encodeMonitorFrame,
  SIGNALS,
} from "../../bridge/protocol/monitor-frame.ts";

const frame: MonitorFrame = {
  seq: 7,
  time: 12.25,
  tick: 12_250,
  lost: 3,
  records: 2,
  signals: Float32Array.from({ length: 2 * SIGNALS.length }, (_, i) => i / 4),
  units: Uint8Array.of(0, 127, 255, 1, 2, 3),
};

test("comes back as it went", () => {
  expect(decodeMonitorFrame(encodeMonitorFrame(frame))).toEqual(frame);
});

test("may lack a part, or have no record", () => {
  const signalsOnly = { ...frame, units: new Uint8Array(0) };
  const unitsOnly = { ...frame, signals: new Float32Array(0) };
  const none = { ...signalsOnly, records: 0, signals: new Float32Array(0) };
  for (const one of [signalsOnly, unitsOnly, none]) {
    expect(decodeMonitorFrame(encodeMonitorFrame(one))).toEqual(one);
  }
});

test("a signal that is not there stays so", () => {
  const signals = frame.signals.slice().fill(Number.NaN, 3, 4);
  expect(decodeMonitorFrame(encodeMonitorFrame({ ...frame, signals }))).toEqual({
    ...frame,
    signals,
  });
});

test("says what is wrong with bytes that are none", () => {
  const bytes = encodeMonitorFrame(frame);
  expect(decodeMonitorFrame(bytes.subarray(0, 20))).toMatch("at least 32 bytes, found 20");
  expect(decodeMonitorFrame(bytes.subarray(0, 40))).toMatch(/has \d+ bytes, found 40/);
  expect(decodeMonitorFrame(Uint8Array.from(bytes).fill(1, 0, 1))).toMatch(
    "begins with 3, found 1",
  );
  expect(decodeMonitorFrame(Uint8Array.from(bytes).fill(9, 1, 2))).toMatch("found version 9");
});
