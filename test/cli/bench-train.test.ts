import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { purkinje, start } from "../support/command.ts";

const Spread = z.strictObject({
  median: z.number().positive(),
  quartiles: z.tuple([z.number().positive(), z.number().positive()]),
  best: z.number().positive(),
  count: z.int().positive(),
});
const Result = z.strictObject({
  size: z.enum(["small", "large", "huge"]),
  engine: z.string(),
  version: z.string(),
  ccrnnMsPerBatch: z.number().positive(),
  crnnMsPerBatch: z.number().positive(),
  gflops: z.number().positive(),
  secondsPerSeed: z.number().positive(),
  merged: z
    .strictObject({
      ccrnnMsPerBatch: z.number().positive(),
      crnnMsPerBatch: z.number().positive(),
      secondsPerSeed: z.number().positive(),
    })
    .nullable(),
  cpu: z.strictObject({
    ccrnn: z.number(),
    crnn: z.number(),
    mergedCcrnn: z.number().nullable(),
    mergedCrnn: z.number().nullable(),
  }),
  spread: z.strictObject({
    ccrnn: Spread,
    crnn: Spread,
    mergedCcrnn: Spread.nullable(),
    mergedCrnn: Spread.nullable(),
  }),
});
const Report = Result.extend({
  node: z.string(),
  results: z.array(Result),
  againstPytorch: z.array(z.unknown()),
});

const benchTrain = async (...args: string[]) => {
  const { code, stdout, stderr } = await purkinje("bench", "train", ...args);
  expect(code, stderr).toBe(0);
  return Report.parse(JSON.parse(stdout));
};

test("bench train says how long a batch takes, with every sample computed and with equal ones merged", async () => {
  const report = await benchTrain("--json", "--repetitions", "3");
  expect(report.engine).toBe("wasm");
  expect(report.spread.ccrnn.count).toBe(3);
  expect(report.ccrnnMsPerBatch).toBe(report.spread.ccrnn.median);
  expect(report.secondsPerSeed).toBeCloseTo(1.6 * report.ccrnnMsPerBatch, 9);
  // Arithmetic, not speed: 13 times fewer products.
  expect(report.crnnMsPerBatch).toBeLessThan(report.ccrnnMsPerBatch);
  expect(report.merged?.ccrnnMsPerBatch).toBeLessThan(report.ccrnnMsPerBatch);
});

test("bench train times an engine of tensors, which merges nothing", async () => {
  const report = await benchTrain("--json", "--engine", "tfjs", "--repetitions", "1");
  expect(report.version).toContain("plain JavaScript");
  expect(report.merged).toBeNull();
});

test("a Python without PyTorch is a sentence", async () => {
  const { code, stderr } = await purkinje(
    ...["bench", "train", "--against", "pytorch", "--python", "no-such-python"],
  );
  expect(code).toBe(69);
  expect(stderr).toContain("Expected a Python with PyTorch and NumPy, found none");
});

test("Ctrl-C ends it, and all its processes", async () => {
  const command = start("bench", "train", "--repetitions", "10000");
  await command.says(/0\/10000 repetitions/);
  // They share its stderr, which therefore closes only when the last of them has ended.
  const { code, stderr } = await command.interrupt();
  expect(code).toBe(130);
  expect(stderr).toContain("Stopped.");
});

test("a process that ends in the middle of the race ends it with a sentence", async () => {
  const folder = mkdtempSync(join(tmpdir(), "purkinje-bench-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const python = join(folder, "python");
  const script = `#!/bin/sh\n[ "$1" = -c ] && exit 0\necho '{"version":"1"}'\nread -r setup\nexit 3\n`;
  writeFileSync(python, script, { mode: 0o755 });
  const { code, stderr } = await purkinje(
    ...["bench", "train", "--against", "pytorch", "--python", python],
  );
  expect(code).toBe(1);
  expect(stderr).toContain("The process of pytorch ended early, with 3.");
});
