import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { purkinje, start } from "../support/command.ts";

const scratch = mkdtempSync(join(tmpdir(), "purkinje-reproduce-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = (name: string): string => join(scratch, name);

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
  gapClosed: z.number().nullable(),
  seconds: z.number(),
});

const lineDrawing = async (out: string, ...args: string[]) => {
  const given = ["reproduce", "line-drawing", "--json", "--out", folder(out), ...args];
  const { code, stdout } = await purkinje(...given);
  expect(code).toBe(0);
  return Report.parse(JSON.parse(stdout));
};

/** All that was kept of the runs, by file. */
const kept = (out: string): Record<string, string> => {
  const runs = join(folder(out), "runs");
  return Object.fromEntries(
    readdirSync(runs).map((file) => [file, readFileSync(join(runs, file), "utf8")]),
  );
};

test("line drawing is reproduced to the bit, whatever thread a run lands on", async () => {
  const few = ["--seeds", "3", "--epochs", "4", "--mode", "clean"];
  const { seconds: _, ...first } = await lineDrawing("first", ...few);
  const { seconds: __, ...again } = await lineDrawing("again", ...few, "--jobs", "1");
  expect(first.seeds).toBe(3);
  expect(again).toEqual(first);
  expect(kept("again")).toEqual(kept("first"));
});

test("full back-propagation learns to draw lines, and the cerebellum helps where it is missing", async () => {
  const report = await lineDrawing("whole", "--seeds", "1");
  expect(report.fullBptt.mean).toBeLessThan(0.3);
  expect(report.ccrnn.mean).toBeLessThan(report.crnn.mean);
  expect(report.best.mean).toBeLessThan(report.crnn.mean);
  expect(report.wins).toBe(1);
  const page = readFileSync(join(folder("whole"), "report.html"), "utf8");
  expect(page).toContain("Simple line drawing");
  expect(page).toContain("C3");
});

test("Ctrl-C stops it with a sentence and a report, and it goes on from there", async () => {
  const of = ["reproduce", "line-drawing", "--seeds", "200", "--epochs", "2"];
  const command = start(...of, "--out", folder("stopped"));
  const runs = join(folder("stopped"), "runs");
  const some = () => existsSync(runs) && readdirSync(runs).length > 0;
  await expect.poll(some, { timeout: 20_000 }).toBe(true);
  const { code, stderr } = await command.interrupt();
  expect(code).toBe(130);
  const said = /Stopped after (\d+) of 800 runs; the same command goes on from there/.exec(stderr);
  expect(said).not.toBeNull();
  expect(readFileSync(join(folder("stopped"), "report.html"), "utf8")).toContain("of 800");

  const before = kept("stopped");
  const report = await lineDrawing("stopped", "--seeds", "2", "--epochs", "2");
  expect(report.seeds).toBe(2);
  expect(kept("stopped")).toMatchObject(before);
});

test("killed at any moment, nothing that had ended is lost or done again", async () => {
  const few = ["--seeds", "4", "--epochs", "3"];
  const whole = await lineDrawing("unbroken", ...few);
  const command = start("reproduce", "line-drawing", "--out", folder("killed"), ...few);
  const runs = join(folder("killed"), "runs");
  const some = () => existsSync(runs) && readdirSync(runs).length > 2;
  await expect.poll(some, { timeout: 20_000 }).toBe(true);
  command.child.kill("SIGKILL");
  await command.finished;
  const survived = kept("killed");
  expect(await lineDrawing("killed", ...few)).toMatchObject({ crnn: whole.crnn, best: whole.best });
  expect(kept("killed")).toMatchObject(survived);
  expect(kept("killed")).toEqual(kept("unbroken"));
});

test("an unknown study is refused with the names of those there are", async () => {
  const { code, stderr } = await purkinje("reproduce", "juggling");
  expect(code).toBe(2);
  expect(stderr).toContain("line-drawing");
});

test("digits that are not there are a sentence", async () => {
  const { code, stderr } = await purkinje(
    "reproduce",
    "digit-drawing",
    "--digits",
    folder("nowhere"),
    "--out",
    folder("digits"),
  );
  expect(code).toBe(1);
  expect(stderr).toContain("train-images-idx3-ubyte");
});

test("a report on nothing is a sentence, and no figures", async () => {
  const { code, stdout, stderr } = await purkinje(
    ...["reproduce", "line-drawing", "--report-only", "--json", "--out", folder("nothing")],
  );
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^purkinje: Nothing has ended yet in .*nothing/m);
});
