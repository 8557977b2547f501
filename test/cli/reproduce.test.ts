import { expect, test } from "vitest";
import { z } from "zod";
import { purkinje, start } from "../support/command.ts";

const spread = z.strictObject({ mean: z.number(), sem: z.number().nullable() });
const Report = z.strictObject({
  mode: z.enum(["reference", "clean"]),
  seeds: z.number(),
  crnn: spread,
  ccrnn: spread,
  best: spread.extend({ name: z.string() }),
  fullBptt: spread,
  roughness: z.strictObject({ crnn: spread, ccrnn: spread, best: spread, fullBptt: spread }),
  wins: z.number(),
  p: z.number().nullable(),
  gapClosed: z.number(),
  seconds: z.number(),
});

const lineDrawing = async (...args: string[]) => {
  const { code, stdout } = await purkinje("reproduce", "line-drawing", "--json", ...args);
  expect(code).toBe(0);
  return Report.parse(JSON.parse(stdout));
};

test("line drawing is reproduced to the bit, whatever thread a run lands on", async () => {
  const few = ["--seeds", "3", "--epochs", "4", "--mode", "clean"];
  const { seconds: _, ...first } = await lineDrawing(...few);
  const { seconds: __, ...again } = await lineDrawing(...few);
  expect(first.seeds).toBe(3);
  expect(again).toEqual(first);
});

test("full back-propagation learns to draw lines, and the cerebellum helps where it is missing", async () => {
  const report = await lineDrawing("--seeds", "2");
  expect(report.fullBptt.mean).toBeLessThan(0.3);
  expect(report.ccrnn.mean).toBeLessThan(report.crnn.mean);
  expect(report.best.mean).toBeLessThan(report.crnn.mean);
  expect(report.wins).toBe(2);
});

test("Ctrl-C stops it with a sentence", async () => {
  const command = start("reproduce", "line-drawing", "--seeds", "200");
  await command.says(/\d+\/800/);
  const { code, stderr } = await command.interrupt();
  expect(code).toBe(130);
  expect(stderr).toMatch(/Stopped after \d+ of 800 runs/);
});
