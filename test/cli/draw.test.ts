import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { purkinje } from "../support/command.ts";

const Report = z.strictObject({
  strokes: z.number(),
  points: z.number(),
  inkMm: z.number(),
  travelMm: z.number(),
  estimateSeconds: z.number(),
  setpoints: z.number(),
  scale: z.number(),
  layers: z.array(
    z.strictObject({
      name: z.string(),
      colour: z.string().nullable(),
      strokes: z.number(),
      inkMm: z.number(),
    }),
  ),
  warnings: z.array(z.string()),
});

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/drawings/${name}`, import.meta.url));
const scratch = (): string => mkdtempSync(join(tmpdir(), "purkinje-"));

async function planned(...args: string[]): Promise<z.infer<typeof Report>> {
  const { code, stdout, stderr } = await purkinje("draw", ...args, "--dry-run", "--json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return Report.parse(JSON.parse(stdout));
}

describe("purkinje draw", () => {
  test("plans a file, and prints the figures as one JSON object", async () => {
    const report = await planned(fixture("layers-vpype.svg"));
    expect(report.layers.map(({ name }) => name)).toEqual([
      "no group",
      "my layer 1",
      "my layer 2",
      "my layer 3",
    ]);
    expect(report.estimateSeconds).toBeCloseTo((report.setpoints - 1) / 100, 6);
    expect(report.inkMm).toBeCloseTo(
      report.layers.reduce((sum, layer) => sum + layer.inkMm, 0),
      0,
    );
  });

  test("writes text, faster at a higher speed", async () => {
    const slow = await planned("--text", "Hi\\nyou", "--speed", "20");
    const fast = await planned("--text", "Hi\\nyou", "--speed", "60");
    expect(slow.strokes).toBe(fast.strokes);
    expect(slow.inkMm).toBe(fast.inkMm);
    expect(slow.estimateSeconds).toBeGreaterThan(1.3 * fast.estimateSeconds);
  });

  test("writes previews, as SVG and as PNG", async () => {
    const folder = scratch();
    for (const name of ["plan.svg", "plan.png"]) {
      const path = join(folder, name);
      const { code } = await purkinje("draw", fixture("bot-lucide.svg"), "--preview", path);
      expect(code).toBe(0);
      expect(readFileSync(path).length).toBeGreaterThan(1000);
    }
  });

  test("says that no plant was chosen, and draws nothing", async () => {
    const { code, stdout, stderr } = await purkinje("draw", fixture("bot-lucide.svg"), "--json");
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("No plant was chosen");
  });

  test.for([
    [["nothing.svg"], /no such file/],
    [["."], /it is a folder/],
    [[], /Nothing to draw/],
    [["a.svg", "--text", "b"], /not both/],
    [["--text", " ", "--dry-run"], /nothing to draw in it/],
    [["--text", "a", "--preview", "a.gif"], /\.svg or \.png/],
    [["--text", "a", "--paper", "b9"], /a4, a5/],
    [["--text", "a", "--rotate", "x"], /degrees/],
    [["--text", "a", "--speed", "0"], /from 1 to 500/],
    [["--text", "a", "--paper", "5x5", "--dry-run"], /does not fit/],
  ] as const)("%j: a sentence, and an exit code", async ([args, why]) => {
    const { code, stdout, stderr } = await purkinje("draw", ...args);
    expect(code).toBeGreaterThan(0);
    expect(code).toBeLessThan(3);
    expect(stdout).toBe("");
    expect(stderr).toMatch(why);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });

  test("refuses a hostile file within a second or so", async () => {
    const path = join(scratch(), "laughs.svg");
    writeFileSync(
      path,
      '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><svg><text>&b;</text></svg>',
    );
    const { code, stderr } = await purkinje("draw", path, "--dry-run");
    expect(code).toBe(1);
    expect(stderr).toMatch(/Cannot draw .*laughs\.svg: the entity b refers/);
  });
});
