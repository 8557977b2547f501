import { expect, test } from "vitest";
import { parseLength, parseNumbers } from "../../bridge/drawing/svg/lengths.ts";

test.for([
  ["25.4mm", 96],
  ["2.54cm", 96],
  ["1in", 96],
  ["72pt", 96],
  ["6pc", 96],
  ["12px", 12],
  ["  -.5 ", -0.5],
  ["1e2", 100],
  ["50%", 100],
  ["2em", 20],
  ["2ex", 10],
] as const)("%s is %d user units", ([text, units]) => {
  expect(parseLength(text, 200, 10)).toBeCloseTo(units, 9);
});

test.for(["", "x", "1 2", "5 parsecs", "--1", "NaN", undefined])("%s is no length", (text) => {
  expect(parseLength(text, 100)).toBeUndefined();
});

test("numbers may be separated by anything, or by nothing where a sign or a point says so", () => {
  expect(parseNumbers("1,2 3-4.5.5\n+6e1")).toEqual([1, 2, 3, -4.5, 0.5, 60]);
  expect(parseNumbers("1 2 x")).toBeUndefined();
  expect(parseNumbers("")).toEqual([]);
});
