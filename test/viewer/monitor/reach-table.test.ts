import { expect, test } from "vitest";
import type { Movement } from "../../../bridge/protocol/monitor-message.ts";
import { reachCells } from "../../../viewer/monitor/reach-table.ts";

const reach: Movement = {
  op: "movement",
  index: 3,
  time: 65.2,
  endpointMm: 1.1,
  alongMm: 0.8,
  pathRmsMm: 2.345,
  pathRatio: 1.021,
  ldlj: -9.2,
  shakeMmPerS: 4,
  parts: { endpointMm: 0, pathRmsMm: 0, pathRatio: 0, ldlj: 0.47, shakeMmPerS: 0 },
  ataxia: 0.094,
  n: 110,
  gapMs: 10.4,
};
const texts = (movement: Movement) => reachCells(movement).map(({ text }) => text);

test("a reach is a row: when, how far beyond or short of the target, and how it got there", () => {
  expect(texts(reach)).toEqual(["1:05", "+0.80", "2.35", "2.10 %", "0.47", "4", "0.09"]);
  expect(texts({ ...reach, alongMm: -0.8 })[1]).toBe("−0.80");
});

test("where the loop was late, that stands in the place of jerk", () => {
  const late = { ...reach, ldlj: null, parts: { ...reach.parts, ldlj: null }, gapMs: 73.2 };
  const [, , , , jerk] = reachCells(late);
  expect(jerk).toEqual({ text: "late", title: "the loop did not decide for 73 ms" });
});
