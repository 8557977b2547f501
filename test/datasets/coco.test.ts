import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc, test } from "@fast-check/vitest";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { readCocoCaptions, wordsOf } from "../../bridge/datasets/coco.ts";
import { decodeNpy } from "../../bridge/datasets/npy.ts";
import { encodeTensors } from "../../bridge/weights/safetensors.ts";
import { captionTask } from "../../sim/tasks/sequence/captions/caption-batches.ts";

/** A .npy file as NumPy writes it. */
function npy(
  rows: number,
  columns: number,
  values: readonly number[],
  { descr = "<f4", order = "False", shape = `(${rows}, ${columns})`, version = 1 } = {},
): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const start = version === 1 ? 10 : 12;
  const length = 64 * Math.ceil((start + text.length + 1) / 64) - start;
  const bytes = new Uint8Array(start + length + 4 * values.length);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, length, true);
  else view.setUint32(8, length, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), start);
  for (const [k, value] of values.entries()) view.setFloat32(start + length + 4 * k, value, true);
  return bytes;
}

const COCO = {
  info: { year: 2014 },
  images: [
    { id: 30, file_name: "a.jpg" },
    { id: 7, file_name: "b.jpg" },
  ],
  annotations: [
    { id: 1, image_id: 7, caption: "A cat's hat, on a mat." },
    { id: 2, image_id: 30, caption: "Two DOGS" },
  ],
};
const FEATURES = [1, 2, 3, 4, 5, 6];

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(json: unknown, features: Uint8Array, name = "features.npy") {
  const [captionFile, featureFile] = [join(folder, "captions.json"), join(folder, name)];
  await writeFile(captionFile, typeof json === "string" ? json : JSON.stringify(json));
  await writeFile(featureFile, features);
  return readCocoCaptions(captionFile, featureFile);
}
const tensors = (named: Record<string, readonly number[]>) =>
  encodeTensors({
    tensors: Object.fromEntries(
      Object.entries(named).map(([name, shape]) => [
        name,
        {
          shape,
          values: Float32Array.from(FEATURES).subarray(
            0,
            shape.reduce((a, b) => a * b, 1),
          ),
        },
      ]),
    ),
    metadata: {},
  });

describe("COCO captions", () => {
  const expected = {
    features: Float32Array.from(FEATURES),
    featureWidth: 3,
    captions: [
      { picture: 1, words: ["a", "cat's", "hat", "on", "a", "mat"] },
      { picture: 0, words: ["two", "dogs"] },
    ],
  };

  test("come with their pictures' features from .npy or .safetensors", async () => {
    expect(await read(COCO, npy(2, 3, FEATURES))).toEqual(expected);
    expect(await read(COCO, npy(2, 3, FEATURES, { version: 2 }))).toEqual(expected);
    const stored = tensors({ features: [2, 3] });
    expect(await read(COCO, stored, "f.safetensors")).toEqual(expected);
  });

  test("come in another order, or of some pictures only, where ids are listed", async () => {
    const [captionFile, featureFile, ids] = ["c.json", "f.npy", "ids.json"].map((n) =>
      join(folder, n),
    );
    const readListed = async (list: string, json: unknown = COCO) => {
      await writeFile(captionFile, JSON.stringify(json));
      await writeFile(featureFile, npy(2, 3, FEATURES));
      await writeFile(ids, list);
      return readCocoCaptions(captionFile, featureFile, ids);
    };
    const { captions } = expected;
    const turned = captions.map(({ picture, words: said }) => ({
      picture: 1 - picture,
      words: said,
    }));
    expect(await readListed("[7, 30]")).toEqual({ ...expected, captions: turned });
    expect(await readListed("[7]")).toMatch(/has 2 rows, .*ids\.json has 1 ids/);
    expect(await readListed("[7, 7]")).toMatch(/ids\.json: ids\[1\] has id 7, as ids\[0\]/);
    expect(await readListed("[7, 8]")).toMatch(
      /annotations\[1\] is of image 30, which is not among the ids of .*ids\.json/,
    );
    expect(await readListed('{"7": 0}')).toMatch(/ids\.json is not a list of image ids: the file/);
    expect(await readListed("[7")).toMatch(/ids\.json cannot be read as JSON/);
  });

  test("make a task as they are", async () => {
    const set = await read(COCO, npy(2, 3, FEATURES));
    if (typeof set === "string") return expect.unreachable(set);
    const task = captionTask(set, set, { name: "coco", batch: 2, minimumCount: 1 });
    expect(task.validation.map(({ steps }) => steps)).toEqual([4, 8]);
  });

  const good = npy(2, 3, FEATURES);
  test.each<[string, unknown, Uint8Array, RegExp, string?]>([
    ["no JSON", "{", good, /captions\.json cannot be read as JSON/],
    ["no images", { annotations: [] }, good, /not in COCO's caption format: images:/],
    [
      "a caption that is no text",
      { ...COCO, annotations: [{ image_id: 7, caption: 3 }] },
      good,
      /annotations\.0\.caption:/,
    ],
    [
      "a caption of an unknown image",
      { ...COCO, annotations: [{ image_id: 8, caption: "a" }] },
      good,
      /annotations\[0\] is of image 8, which is not among the images/,
    ],
    [
      "a caption without words",
      { ...COCO, annotations: [{ image_id: 7, caption: " ." }] },
      good,
      /annotations\[0\] has no word/,
    ],
    [
      "an image twice",
      { ...COCO, images: [{ id: 7 }, { id: 7 }] },
      good,
      /images\[1\] has id 7, as images\[0\]/,
    ],
    ["features of other images", COCO, npy(1, 3, [1, 2, 3]), /has 1 rows, .* has 2 images/],
    [
      "features that are not finite",
      COCO,
      npy(2, 3, [1, 2, 3, 4, Number.NaN, 6]),
      /row 1, column 1 is NaN, expected a finite number/,
    ],
    ["doubles", COCO, npy(2, 3, [], { descr: "<f8" }), /entries are <f8, expected <f4/],
    ["columns first", COCO, npy(2, 3, FEATURES, { order: "True" }), /not stored row by row/],
    [
      "one dimension",
      COCO,
      npy(6, 1, FEATURES, { shape: "(6,)" }),
      /shape is \(6,\), expected two/,
    ],
    ["a short file", COCO, good.subarray(0, 140), /shape 2 × 3 needs 152 bytes, this file has 140/],
    ["another version", COCO, npy(2, 3, FEATURES, { version: 9 }), /byte 6 is 9, expected version/],
    ["no .npy file", COCO, new TextEncoder().encode("hello, world"), /byte 0 is 104, expected 147/],
    [
      "another file",
      COCO,
      good,
      /features\.txt: is neither \.npy nor \.safetensors/,
      "features.txt",
    ],
    [
      "other tensors",
      COCO,
      tensors({ weights: [2, 3] }),
      /has the tensors weights, expected features/,
      "f.safetensors",
    ],
    [
      "a flat tensor",
      COCO,
      tensors({ features: [6] }),
      /tensor features has shape 6, expected two dimensions/,
      "f.safetensors",
    ],
    ["no tensors", COCO, good, /announce a header of/, "f.safetensors"],
  ])(
    "are refused with a sentence where they have %s",
    async (_, json, features, sentence, name) => {
      expect(await read(json, features, name)).toMatch(sentence);
    },
  );

  test("are refused with a sentence where a file is missing", async () => {
    expect(await readCocoCaptions(join(folder, "none.json"), "")).toMatch(
      /none\.json cannot be read/,
    );
    await writeFile(join(folder, "c.json"), JSON.stringify(COCO));
    const missing = join(folder, "none.npy");
    expect(await readCocoCaptions(join(folder, "c.json"), missing)).toMatch(
      /none\.npy: cannot be read/,
    );
  });
});

describe("words", () => {
  test("are lower-case runs of letters and digits", () => {
    expect(wordsOf("The 2 men's well-kept café—closed!")).toEqual(
      "the 2 men's well kept café closed".split(" "),
    );
  });
});

describe(".npy bytes", () => {
  test.prop([fc.uint8Array({ maxLength: 64 })], { seed: 1, numRuns: 1000 })(
    "that are random never throw",
    (bytes) => {
      expect(decodeNpy(bytes)).toBeTypeOf("string");
    },
  );

  test.prop([fc.nat(), fc.nat({ max: 255 })], { seed: 2, numRuns: 1000 })(
    "with one byte changed never throw",
    (at, value) => {
      const bytes = npy(2, 3, FEATURES);
      bytes[at % bytes.length] = value;
      const found = decodeNpy(bytes);
      if (typeof found !== "string") expect(found.values).toHaveLength(found.rows * found.columns);
    },
  );

  test.prop([fc.nat()], { seed: 3 })("cut off give a sentence", (at) => {
    const whole = npy(2, 3, FEATURES);
    expect(decodeNpy(whole.subarray(0, at % whole.length))).toBeTypeOf("string");
  });
});
