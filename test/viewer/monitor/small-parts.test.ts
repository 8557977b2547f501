import { expect, it } from "vitest";
import { clockText } from "../../../viewer/monitor/clock-text.ts";
import { paceMs } from "../../../viewer/monitor/pace.ts";
import { RecentRise } from "../../../viewer/monitor/recent-rise.ts";
import { axisShare } from "../../../viewer/monitor/ridges.ts";
import { shades } from "../../../viewer/monitor/shades.ts";

it("writes time as minutes and seconds", () => {
  expect([0, 5, 59.6, 65, 3605].map((s) => clockText(s))).toEqual([
    "0:00",
    "0:05",
    "1:00",
    "1:05",
    "60:05",
  ]);
  expect([7.24, 59.96, -3.5].map((s) => clockText(s, 1))).toEqual(["0:07.2", "1:00.0", "−0:03.5"]);
});

it("draws no more often than a pixel moves", () => {
  expect(paceMs(10, 500)).toBe(50);
  expect(paceMs(120, 400)).toBe(300);
  expect(paceMs(3600, 100)).toBe(1000);
});

it("counts what has come within the last seconds", () => {
  const rise = new RecentRise(10);
  expect(rise.note(0, 3)).toBe(0);
  expect(rise.note(5, 4)).toBe(1);
  expect(rise.note(12, 6)).toBe(3); // ten seconds before, it was still 3
  expect(rise.note(16, 6)).toBe(2);
  expect(rise.note(30, 6)).toBe(0);
  expect(rise.note(1, 0)).toBe(0);
});

it("puts times on a logarithmic axis from a microsecond to a tenth of a second", () => {
  expect([0, 1, 10, 1000, 1e5, 1e9].map(axisShare)).toEqual([0, 0, 0.2, 0.6, 1, 1]);
});

it("shows rest as dark, whether units can be less active than that or not", () => {
  const at = (table: Uint8ClampedArray, i: number): number[] => [
    ...table.subarray(4 * i, 4 * i + 3),
  ];
  const dark = (rgb: number[]): boolean => Math.max(...rgb) < 40;
  const signed = shades(-1, 1);
  expect(dark(at(signed, 127))).toBe(true);
  expect(at(signed, 0)).toEqual([86, 180, 233]);
  expect(at(signed, 255)).toEqual([255, 246, 224]);
  const positive = shades(0, 1);
  expect(dark(at(positive, 0))).toBe(true);
  expect(at(positive, 255)).toEqual([255, 246, 224]);
});
