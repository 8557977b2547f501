import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fc, test } from "@fast-check/vitest";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { decodeIdx, readDigitFolder } from "../../bridge/datasets/idx.ts";
import { idx, imageFile, labelFile, pixels } from "../support/idx-files.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "idx-"));
});
afterEach(() => rm(folder, { recursive: true }));
const put = (files: Record<string, Uint8Array>) =>
  Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));

describe("a folder of IDX files", () => {
  test("gives its images and labels, test set included", async () => {
    await put({
      "train-images-idx3-ubyte": imageFile(3),
      "train-labels-idx1-ubyte": labelFile(5, 0, 9),
      "t10k-images-idx3-ubyte": imageFile(2),
      "t10k-labels-idx1-ubyte": labelFile(1, 2),
    });
    expect(await readDigitFolder(folder)).toEqual({
      training: { pixels: pixels(3), labels: Uint8Array.of(5, 0, 9) },
      test: { pixels: pixels(2), labels: Uint8Array.of(1, 2) },
    });
  });

  test("may be gzipped, have dots in its names, and lack a test set", async () => {
    await put({
      "train-images.idx3-ubyte.gz": gzipSync(imageFile(1)),
      "train-labels-idx1-ubyte": labelFile(7),
    });
    expect(await readDigitFolder(folder)).toEqual({
      training: { pixels: pixels(1), labels: Uint8Array.of(7) },
      test: undefined,
    });
  });

  const good = { "train-labels-idx1-ubyte": labelFile(1) };
  test.each<[string, Record<string, Uint8Array>, RegExp]>([
    ["is empty", {}, /has no train-images-idx3-ubyte/],
    ["has labels without images", good, /train-labels-idx1-ubyte, but no train-images/],
    [
      "has images without labels",
      { "train-images-idx3-ubyte": imageFile(1) },
      /train-images-idx3-ubyte, but no train-labels/,
    ],
    [
      "has images of another size",
      { ...good, "train-images-idx3-ubyte": idx([1, 8, 8], new Uint8Array(64)) },
      /train-images-idx3-ubyte: bytes 8 to 15 announce images of 8 × 8 pixels, expected 28 × 28/,
    ],
    [
      "has labels for other images",
      { "train-labels-idx1-ubyte": labelFile(1, 2), "train-images-idx3-ubyte": imageFile(1) },
      /has 2 labels for the 1 images/,
    ],
    [
      "has a label that is no digit",
      { "train-labels-idx1-ubyte": labelFile(1, 12), "train-images-idx3-ubyte": imageFile(2) },
      /train-labels-idx1-ubyte: byte 9 is 12, expected a digit from 0 to 9/,
    ],
    [
      "has no images to learn from",
      { "train-labels-idx1-ubyte": labelFile(), "train-images-idx3-ubyte": imageFile(0) },
      /train-images-idx3-ubyte has no images, expected at least 1\./,
    ],
    [
      "has a test set without images",
      {
        ...good,
        "train-images-idx3-ubyte": imageFile(1),
        "t10k-images-idx3-ubyte": imageFile(0),
        "t10k-labels-idx1-ubyte": labelFile(),
      },
      /t10k-images-idx3-ubyte has no images, expected at least 1\./,
    ],
    [
      "was cut off",
      { ...good, "train-images-idx3-ubyte": imageFile(1).subarray(0, 500) },
      /train-images-idx3-ubyte: bytes 4 to 15 announce 1 × 28 × 28 entries, so 800 bytes, this file has 500/,
    ],
    [
      "holds floats",
      { ...good, "train-images-idx3-ubyte": idx([1, 28, 28], pixels(1), 13) },
      /byte 2 is 13, expected 8/,
    ],
    [
      "holds a broken gzip file",
      { ...good, "train-images-idx3-ubyte.gz": gzipSync(imageFile(1)).subarray(0, 40) },
      /train-images-idx3-ubyte\.gz is not a whole gzip file/,
    ],
    [
      "has a broken test set",
      {
        ...good,
        "train-images-idx3-ubyte": imageFile(1),
        "t10k-images-idx3-ubyte": new Uint8Array(3),
        "t10k-labels-idx1-ubyte": labelFile(1),
      },
      /t10k-images-idx3-ubyte: an IDX file of 3 dimensions has at least 16 bytes, this one has 3/,
    ],
  ])("is refused with a sentence where it %s", async (_, files, sentence) => {
    await put(files);
    expect(await readDigitFolder(folder)).toMatch(sentence);
  });

  test("is refused where it is not there", async () => {
    expect(await readDigitFolder(join(folder, "nowhere"))).toMatch(/has no train-images/);
  });

  test("is refused where a file is a folder", async () => {
    await put({ "train-labels-idx1-ubyte": labelFile(1) });
    await mkdir(join(folder, "train-images-idx3-ubyte"));
    expect(await readDigitFolder(folder)).toMatch(/cannot be read: EISDIR/);
  });
});

describe("IDX bytes", () => {
  const arrays = fc
    .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 })
    .chain((shape) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return fc
        .uint8Array({ minLength: length, maxLength: length })
        .map((entries) => ({ shape, entries }));
    });

  test.prop([arrays], { seed: 1 })("come back as they were written", ({ shape, entries }) => {
    expect(decodeIdx(idx(shape, entries), shape.length)).toEqual({ shape, bytes: entries });
  });

  test.prop([arrays, fc.nat()], { seed: 2 })(
    "cut off give a sentence",
    ({ shape, entries }, at) => {
      const whole = idx(shape, entries);
      expect(decodeIdx(whole.subarray(0, at % whole.length), shape.length)).toBeTypeOf("string");
    },
  );

  test.prop([fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 1, max: 3 })], {
    seed: 3,
    numRuns: 1000,
  })("that are random never throw", (bytes, dimensions) => {
    const read = decodeIdx(bytes, dimensions);
    if (typeof read !== "string") expect([...bytes.subarray(0, 4)]).toEqual([0, 0, 8, dimensions]);
  });

  test.prop([fc.uint8Array({ maxLength: 12 })], { seed: 4, numRuns: 1000 })(
    "that are random behind a right beginning never throw",
    (rest) => {
      const read = decodeIdx(Uint8Array.from([0, 0, 8, 1, ...rest]), 1);
      if (typeof read !== "string") expect(read.bytes).toHaveLength(read.shape[0]);
    },
  );
});
