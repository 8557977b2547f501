import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeTensors, encodeTensors } from "../../bridge/weights/safetensors.ts";
import { purkinje, start } from "../support/command.ts";

const tiny = ["--hidden", "8", "--embedding", "6", "--granules", "10"];
const scratch = (): string => mkdtempSync(join(tmpdir(), "purkinje-"));
const captions = (...args: readonly string[]) => purkinje("train", "captions", ...tiny, ...args);

/** Ten pictures of one number each, and two captions of each. */
function files(change: object = {}) {
  const folder = scratch();
  const ids = Array.from({ length: 10 }, (_, i) => 100 + i);
  const json = {
    images: ids.map((id) => ({ id })),
    annotations: ids.flatMap((id) => [
      { image_id: id, caption: "A dark picture." },
      { image_id: id, caption: `Here is number ${id % 2}!` },
    ]),
    ...change,
  };
  const [coco, features, list] = ["c.json", "f.safetensors", "ids.json"].map((n) =>
    join(folder, n),
  );
  writeFileSync(coco, JSON.stringify(json));
  const values = Float32Array.from(ids.toReversed(), (id) => id % 2);
  const tensors = { features: { shape: [10, 1], values } };
  writeFileSync(features, encodeTensors({ tensors, metadata: {} }));
  writeFileSync(list, JSON.stringify(ids.toReversed()));
  return { folder, coco, features, list };
}

describe("train captions", () => {
  test("learns from our own scenes, says that they are, and shows what it can", async () => {
    const out = join(scratch(), "captions.safetensors");
    const few = ["--scenes", "200", "--epochs", "2", "--batch", "20", "--min-count", "2"];
    const { code, stdout, stderr } = await captions("--out", out, "--json", ...few);
    expect(stderr).toContain("our own scenes, a stand-in for MS-COCO");
    expect(code).toBe(0);
    expect(stderr).toMatch(/bits per word {8}\d\.\d{3}/);
    expect(stderr).toMatch(/without a picture {2}\d\.\d{3}/);
    expect(stderr).toContain("picture 5\n");
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ learner: "ccrnn", seed: 1, task: "built-in scenes" });
    expect(result.validation).toHaveLength(3);
    expect(result.validation[2]).toBeLessThan(result.validation[0]);
    expect(result.noPictureBits).toBeLessThan(result.validation[0]);

    const file = decodeTensors(new Uint8Array(readFileSync(out)));
    if (typeof file === "string") return expect.unreachable(file);
    const { vocabulary, choices } = JSON.parse(file.metadata["purkinje"] ?? "");
    expect(vocabulary.slice(0, 2)).toEqual(["<pad>", "<start>"]);
    expect(file.tensors["E"]?.shape).toEqual([vocabulary.length, choices.embedding]);
    expect(file.tensors["W0"]?.shape).toEqual([10, 16]);
  });

  test("stops on Ctrl-C with what there is", async () => {
    const out = join(scratch(), "captions.safetensors");
    const long = ["--scenes", "200", "--epochs", "10000", "--out", out];
    const command = start("train", "captions", ...tiny, ...long);
    await command.says(/\d+\/\d+ batches/);
    const { code, stderr } = await command.interrupt();
    expect(code).toBe(130);
    expect(stderr).toMatch(/Stopped in epoch \d+ of 10000/);
    expect(stderr).toContain("bits per word");
    expect(existsSync(out)).toBe(true);
  });

  test("learns from COCO's files, in the order of their images or in one that is listed", async () => {
    const { folder, coco, features, list } = files();
    const out = join(folder, "out.safetensors");
    const of = ["--coco", coco, "--features", features, "--out", out, "--epochs", "1"];
    const inOrder = await captions(...of, "--min-count", "1", "--json", "--learner", "full");
    expect(inOrder.stderr).toContain("every fifth picture kept for validation");
    const listed = await captions(
      ...of,
      ...["--min-count", "1", "--json", "--learner", "full", "--features-ids", list],
    );
    const [one, other] = [inOrder, listed].map(({ stdout }) => JSON.parse(stdout));
    // The special tokens, and a dark picture here is number 0 1.
    expect(one.words).toBe(12);
    expect(one.task).toBe("caption files");
    expect(other.validation).not.toEqual(one.validation);
  });

  test.each([
    ["captions without features", ["--coco", "c.json"], /--coco .* and --features .* together/],
    ["a range that is none", ["--words", "9-3"], /Expected a range such as 5-15, found "9-3"/],
    ["too short captions", ["--words", "1-2", "--scenes", "50"], /no caption to train on/],
    [
      "a learner beyond all memory",
      ["--scenes", "50", "--hidden", "1024", "--granules", "8192", "--batch", "1024"],
      /need \d+ MB, and 4000 is the most/,
    ],
    ["a learner of its own", ["--learner", "gru"], /Allowed choices are crnn, ccrnn, best, full/],
  ])("refuses %s", async (_, args, sentence) => {
    const { code, stderr } = await captions("--out", join(scratch(), "x"), ...args);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("says where a file is not as it should be", async () => {
    const { folder, coco, features } = files({ images: [{ id: 1 }] });
    const out = join(folder, "out.safetensors");
    const { code, stderr } = await captions("--coco", coco, "--features", features, "--out", out);
    expect(code).toBe(1);
    expect(stderr).toMatch(/f\.safetensors has 10 rows, .*c\.json has 1 images/);
    expect(existsSync(out)).toBe(false);
  });
});
