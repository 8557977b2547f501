import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { purkinje } from "../support/command.ts";

const scratch = mkdtempSync(join(tmpdir(), "purkinje-experiment-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const Curl = z.object({
  experiment: z.literal("curl"),
  seeds: z.array(z.number()).length(1),
  controlLastMm: z.number(),
  firstMm: z.number(),
  lastMm: z.number(),
  reductionPct: z.number(),
  aftereffectMm: z.number(),
  frozenLastMm: z.number(),
  lesionedReductionPct: z.number(),
  twoState: z.object({
    Af: z.number(),
    As: z.number(),
    Bf: z.number(),
    Bs: z.number(),
    rmsMm: z.number(),
  }),
  seconds: z.number(),
});

test("an experiment prints its figures as JSON, the same for the same seed, and writes a report", async () => {
  const out = join(scratch, "curl");
  const args = ["experiment", "curl", "--seeds", "1", "--first-seed", "8102", "--json"];
  const first = await purkinje(...args, "--out", out);
  expect(first.code).toBe(0);
  const figures = Curl.parse(JSON.parse(first.stdout));
  expect(figures.seeds).toEqual([8102]);
  expect(first.stderr).toMatch(/reductionPct/);

  const report = readFileSync(join(out, "report.html"), "utf8");
  expect(report).toContain("Experiment: curl");
  expect(report).toContain("--first-seed 8102");
  expect(report).toContain("<svg");

  const second = await purkinje(...args);
  const again = Curl.parse(JSON.parse(second.stdout));
  expect({ ...again, seconds: 0 }).toEqual({ ...figures, seconds: 0 });
}, 120_000);

test("an experiment that does not exist is named, with those that do", async () => {
  const { code, stderr } = await purkinje("experiment", "yoga");
  expect(code).toBe(2);
  expect(stderr).toMatch(/yoga.*reaching.*lesions/s);
});

test("a folder that cannot be written to is said at once", async () => {
  const file = join(scratch, "a-file");
  writeFileSync(file, "");
  const { code, stderr } = await purkinje("experiment", "curl", "--out", join(file, "reports"));
  expect(code).toBe(1);
  expect(stderr).toMatch(/Cannot write into .*a-file/);
});
