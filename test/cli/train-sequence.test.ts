import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { decodeTensors } from "../../bridge/weights/safetensors.ts";
import { purkinje, start } from "../support/command.ts";
import { imageFile, labelFile } from "../support/idx-files.ts";

const scratch = mkdtempSync(join(tmpdir(), "purkinje-train-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const weightsFile = join(scratch, "weights.safetensors");

const Said = z.object({
  task: z.string(),
  epochs: z.number(),
  error: z.number(),
  validation: z.array(z.number()),
});
const train = async (...args: string[]) => {
  const { code, stdout } = await purkinje("train", ...args, "--json", "--out", weightsFile);
  expect(code).toBe(0);
  return Said.parse(JSON.parse(stdout));
};

test("a network is trained, and its weights are kept with what it was", async () => {
  const said = await train("line-drawing", "--epochs", "3", "--hidden", "12", "--granules", "20");
  expect(said).toMatchObject({ task: "line-drawing", epochs: 3 });
  expect(said.validation).toHaveLength(3);
  const file = decodeTensors(new Uint8Array(readFileSync(weightsFile)));
  if (typeof file === "string") throw new Error(file);
  expect(file.tensors["Wh"]?.shape).toEqual([48, 12]);
  expect(file.tensors["W0"]?.shape).toEqual([20, 24]);
  expect(file.metadata["purkinje"]).toContain("line-drawing");
});

test("choices reach the learner: a lesion from the beginning is a network without a cerebellum", async () => {
  const few = ["line-drawing", "--epochs", "3", "--hidden", "12"];
  const lesioned = await train(...few, "--lesion", "cerebellum-off@0");
  const without = await train(...few, "--learner", "crnn");
  expect(lesioned.validation).toEqual(without.validation);
  const intact = await train(...few);
  expect(intact.validation).not.toEqual(without.validation);
});

test("BP(λ) is a learner without a window", async () => {
  const few = ["line-drawing", "--epochs", "3", "--hidden", "12"];
  const byName = await train(...few, "--learner", "bp-lambda", "--lambda", "0.9");
  const byFlags = await train(
    ...[...few, "--window", "1", "--every-tick", "--terminal", "zero", "--lambda", "0.9"],
  );
  expect(byName.validation).toEqual(byFlags.validation);
});

test("Ctrl-C ends it after an epoch, and keeps what there is", async () => {
  const given = ["train", "line-drawing", "--epochs", "100000", "--out", weightsFile];
  const command = start(...given);
  await command.says(/0\/100000/);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { code, stderr } = await command.interrupt();
  expect(code).toBe(130);
  expect(stderr).toMatch(/Stopped after \d+ of 100000 epochs/);
  expect(stderr).toContain(weightsFile);
});

test.each([
  [["--learner", "crnn", "--lesion", "olive-off@3"], /--lesion.*no cerebellum/],
  [["--lesion", "amygdala@3"], /cerebellum-off@25.*found "amygdala@3"/],
  [["--fan-in", "200"], /fanIn is 200, but there are 100 mossy fibres/],
  [["--update", "window", "--lambda", "0.5"], /BP\(λ\) looks beyond a window/],
  [["--learner", "crnn", "--granules", "10"], /--granules: the learner crnn has no such choice/],
  [["--learner", "crnn", "--scale", "0.9"], /--scale: the learner crnn has no such choice/],
  [["--learner", "forward-drive", "--hidden", "7"], /--hidden: .* forward-drive has no such/],
  [["--learner", "forward-drive", "--mode", "clean"], /--mode: .* forward-drive has no such/],
  [["--learner", "best", "--mode", "clean"], /--mode: the learner best has no such choice/],
  [["--learner", "full", "--window", "2"], /--window: the learner full has no such choice/],
  [["--ridge", "0.1"], /--ridge is of --cerebellar-rule projection, here it is adam/],
])("choices that cannot be are refused: %s", async (args, sentence) => {
  const { code, stderr } = await purkinje("train", "line-drawing", ...args, "--out", weightsFile);
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
});

test("digits too few for a batch are a sentence", async () => {
  const folder = mkdtempSync(join(scratch, "digits-"));
  writeFileSync(join(folder, "train-images-idx3-ubyte"), imageFile(61));
  writeFileSync(join(folder, "train-labels-idx1-ubyte"), labelFile(...Array<number>(61).fill(5)));
  const args = ["--digits", folder, "--out", weightsFile];
  const { code, stderr } = await purkinje("train", "digit-discrimination", ...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /has 61 images, which leaves 49 to train on \(12 are kept for validation\), expected at least 50\.$/m,
  );
});

test("one epoch is one, roughness is said to be an excess, and no time is left before it is known", async () => {
  const few = ["--epochs", "1", "--hidden", "12", "--out", weightsFile];
  const { stderr } = await purkinje("train", "line-drawing", ...few);
  expect(stderr).toMatch(/0\/1 epochs .* – left/);
  expect(stderr).toMatch(/^roughness +\S+ beyond the target's$/m);
  expect(stderr).toMatch(/^weights after 1 epoch: /m);
});

test("every choice reaches the learner that is kept with the weights", async () => {
  await train(
    ...["line-drawing", "--epochs", "1", "--hidden", "12", "--biases", "1", "--clip-norm", "0.5"],
    ...["--cerebellar-rule", "projection", "--ridge", "0.01", "--silent-mossy-fibres"],
    ...["--noise", "0.1"],
  );
  const file = decodeTensors(new Uint8Array(readFileSync(weightsFile)));
  if (typeof file === "string") throw new Error(file);
  expect(JSON.parse(file.metadata["purkinje"] ?? "")).toMatchObject({
    spec: {
      task: { name: "line-drawing", noise: 0.1 },
      learner: {
        config: {
          cortex: { biases: 1 },
          clipNorm: 0.5,
          cerebellarRule: { kind: "projection", ridge: 0.01 },
          cerebellum: { mossyFibres: "zero" },
        },
      },
    },
  });
});
