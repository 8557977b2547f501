import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decodeBrain } from "../../bridge/weights/brain-file.ts";
import { purkinje, start } from "../support/command.ts";

const tiny = ["--hidden", "8", "--batch", "4", "--horizon", "40", "--iterations", "120"];
const scratch = (): string => mkdtempSync(join(tmpdir(), "purkinje-"));

function brainIn(path: string) {
  const brain = decodeBrain(new Uint8Array(readFileSync(path)));
  if (typeof brain === "string") throw new Error(brain);
  return brain;
}

test("a run that was interrupted keeps the best so far, and resumes to the very same brain", async () => {
  const folder = scratch();
  const whole = join(folder, "whole.safetensors");
  const halved = join(folder, "halved.safetensors");
  expect((await purkinje("train", "reach", "--out", whole, ...tiny)).code).toBe(0);

  const command = start("train", "reach", "--out", halved, ...tiny);
  await command.says(/\d+\/120/);
  const { code, stderr } = await command.interrupt();
  expect(code).toBe(130);
  expect(stderr).toContain("--resume");
  expect(brainIn(halved).provenance.iterations).toBeLessThan(120);

  const refused = await purkinje("train", "reach", "--out", halved, ...tiny);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("--resume");
  expect((await purkinje("train", "reach", "--out", halved, "--resume", ...tiny)).code).toBe(0);
  expect(existsSync(`${halved}.checkpoint`)).toBe(false);
  expect(brainIn(halved).tensors).toEqual(brainIn(whole).tensors);
});

test("a brain's record says how it was made and what it can do", async () => {
  const out = join(scratch(), "brain.safetensors");
  const { code, stdout } = await purkinje("train", "reach", "--json", "--out", out, ...tiny);
  expect(code).toBe(0);
  const { provenance } = brainIn(out);
  expect(provenance.command).toContain("--hidden 8");
  expect(provenance.evaluation.intact.reaches).toBe(64);
  expect(JSON.parse(stdout)).toMatchObject({ out, seed: 1, evaluation: provenance.evaluation });
});

test("a checkpoint of another run is not taken for this one", async () => {
  const out = join(scratch(), "brain.safetensors");
  const command = start("train", "reach", "--out", out, ...tiny, "--iterations", "20000");
  await command.says(/\d+\/20000/);
  await command.interrupt();
  const { code, stderr } = await purkinje("train", "reach", "--out", out, "--resume", ...tiny);
  expect(code).toBe(1);
  expect(stderr).toMatch(/was made with --iterations 20000, now it is 120/);
});

test("muscles are trained by their six excitations, and without friction that they do not need", async () => {
  const out = join(scratch(), "muscles.safetensors");
  const { code } = await purkinje("train", "reach", "--arm", "arm26", "--out", out, ...tiny);
  expect(code).toBe(0);
  const { provenance, tensors } = brainIn(out);
  expect(provenance).toMatchObject({ arm: "arm26", commands: 6, viscosity: 0 });
  expect(provenance.command).toContain("--arm arm26 --viscosity 0");
  expect(tensors["cortex.out.weight"]?.shape).toEqual([6, 8]);
});
