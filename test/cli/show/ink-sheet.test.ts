import { expect, test } from "vitest";
import { InkSheet } from "../../../cli/plotter/show/ink-sheet.ts";

test("a pen in the air leaves nothing but one point where it was lifted", () => {
  const ink = new InkSheet();
  for (let i = 0; i < 5; i++) ink.add(0.01 * i, 0, false);
  expect(ink.count).toBe(0);
  ink.add(0.05, 0, true);
  ink.add(0.06, 0, true);
  for (let i = 0; i < 5; i++) ink.add(0.06, 0.01 * i, false);
  expect([...ink.since(0)].map((value) => Math.round(1000 * value))).toEqual([
    ...[50, 0, 1000],
    ...[60, 0, 1000],
    ...[60, 0, 0],
  ]);
});

test("a pen that rests on the paper adds no points", () => {
  const ink = new InkSheet();
  for (let i = 0; i < 1000; i++) ink.add(0.05, 0.05 + 1e-6 * (i % 3), true);
  expect(ink.count).toBe(1);
});

test("it grows, and gives what is new, no more than asked for", () => {
  const ink = new InkSheet();
  for (let i = 0; i < 10_000; i++) ink.add(0.001 * i, 0, true);
  expect(ink.count).toBe(10_000);
  expect(ink.since(9_990)).toHaveLength(30);
  expect(ink.since(0)).toHaveLength(300);
  expect(ink.since(0, ink.count)).toHaveLength(30_000);
  ink.clear();
  expect(ink.since(0)).toHaveLength(0);
});
