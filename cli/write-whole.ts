import { accessSync, constants, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserError } from "./user-error.ts";

/** Throws a UserError where a file could not be written: before the work is done, not after it. */
export function checkWritable(path: string): void {
  try {
    accessSync(dirname(resolve(path)), constants.W_OK);
  } catch {
    throw new UserError(`Cannot write ${path}: its folder is not there, or not writable.`);
  }
}

/** Writes a file so that whoever looks sees the old one or the new one, never a part. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(`${path}.part`, bytes);
    renameSync(`${path}.part`, path);
  } catch (cause) {
    throw new UserError(
      `Cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    );
  }
}
