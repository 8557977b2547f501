import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrainFile } from "../bridge/weights/brain-file.ts";
import { decodeBrain } from "../bridge/weights/brain-file.ts";
import { commandSpace, TORQUES } from "../controller/cortex/command-space.ts";
import type { ArmName } from "../plant/arm/presets.ts";
import { presetArm } from "../plant/arm/presets.ts";
import { UserError } from "./user-error.ts";

/**
 * Where the brain that comes with purkinje for this arm lies, beside the sources or two up from the
 * build: one for arms that are moved by torques, and one for each that has muscles.
 */
export function shippedBrain(arm: ArmName = "li-todorov"): string {
  const name = presetArm(arm).muscles ? `reach-${arm}.safetensors` : "reach.safetensors";
  const places = [`./brains/${name}`, `../../cli/brains/${name}`].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  return places.find((place) => existsSync(place)) ?? places[0] ?? "";
}

export interface ReadBrain extends BrainFile {
  /** As they lie on disk. */
  readonly bytes: Uint8Array;
}

/** The brain in the file at `path`, or a UserError that says what is wrong with it. */
export function readBrain(path: string): ReadBrain {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw new UserError(`Cannot read the weights file ${path}: ${reason(cause)}.`);
  }
  const file = decodeBrain(bytes);
  if (typeof file === "string") {
    throw new UserError(
      `${path} is not a brain of purkinje's: ${file}. Train one with \`purkinje train reach\`, or leave --weights out for the one that ships with it.`,
    );
  }
  return { ...file, bytes };
}

/** Throws a UserError where the brain at `path` commands something else than moves this arm. */
export function checkFits(path: string, { provenance }: BrainFile, arm: ArmName): void {
  const { size } = commandSpace(presetArm(arm));
  if (provenance.commands === size) return;
  throw new UserError(
    `The brain in ${path} commands ${drives(provenance.commands)}, as ${provenance.arm} needs, and ${arm} is moved by ${drives(size)}: give --arm ${provenance.arm}, or leave --weights out.`,
  );
}

const drives = (commands: number): string =>
  commands === TORQUES.size ? "two torques" : `${commands} muscles`;

function reason(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "permission denied";
  return cause instanceof Error ? cause.message : String(cause);
}
