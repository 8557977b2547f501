import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const head =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000" fill="none" stroke="#000">';

/** A file of so many bytes, of one piece repeated. */
function large(
  name: string,
  megabytes: number,
  before: string,
  piece: string,
  after: string,
): string {
  const path = join(mkdtempSync(join(tmpdir(), "purkinje-")), name);
  const times = Math.floor((megabytes * 1e6) / piece.length);
  writeFileSync(path, `${head}${before}${piece.repeat(times)}${after}</svg>`);
  return path;
}

/** Plans a file with a heap of 700 MB, which leaves 300 MB for what is outside of it. */
const plan = (path: string): Promise<{ code: number | null; stderr: string }> =>
  new Promise((resolve, reject) => {
    const args = ["--max-old-space-size=700", main, "draw", path, "--dry-run"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += String(data);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stderr }));
  });

const cases: readonly (readonly [string, string, RegExp])[] = [
  [
    "paths",
    large("a.svg", 50, "", '<path style="stroke:red" d="M1 2l3 4 5 6 7 8z"/>', ""),
    /500,000 elements/,
  ],
  ["one path", large("b.svg", 50, '<path d="M0 0', "L1.25 2.5", '"/>'), /without an M/],
  [
    "one path of many strokes",
    large("c.svg", 50, '<path d="', "M1 2l3 4", '"/>'),
    /1,500,000 pieces/,
  ],
  ["a polyline", large("d.svg", 50, '<polyline points="', "1.25 2.5 ", '"/>'), /1,500,000 pieces/],
  ["text", large("e.svg", 50, "<text>", "purkinje ", "</text>"), /characters of text/],
  ["comments", large("f.svg", 50, '<path d="M0 0h9"/>', "<!-- hello -->", ""), /1 stroke, /],
  [
    "strokes in one place",
    large("g.svg", 6, '<path d="', "M1 2l3 4l5-6l7 8l-7 9l-8-8", '"/>'),
    /5,000 metres of ink/,
  ],
  [
    "strokes in two places",
    large("h.svg", 2.1, '<path d="', "M1 2h.001M9 9h1", '"/>'),
    /strokes?, /,
  ],
];

test.for(cases)(
  "too much of %s is planned, or refused, within 1 GB",
  { timeout: 120_000 },
  async ([, path, says]) => {
    const { code, stderr } = await plan(path);
    expect(stderr).toMatch(says);
    expect(code).toBeLessThan(2);
  },
);
