import { expect, it } from "vitest";
import { formatMicros } from "../../viewer/hud/badge.ts";
import { formatMillimetres } from "../../viewer/hud/readings.ts";

it("writes times with a unit that suits them", () => {
  expect([0.4, 86.4, 999.4, 1000, 9940, 12_400].map(formatMicros)).toEqual([
    "0 µs",
    "86 µs",
    "999 µs",
    "1.0 ms",
    "9.9 ms",
    "12 ms",
  ]);
});

it("writes errors with no more digits than mean something", () => {
  expect([0.04, 3.149, 9.99, 23.4, Number.NaN].map(formatMillimetres)).toEqual([
    "0.0",
    "3.1",
    "10",
    "23",
    "–",
  ]);
});
