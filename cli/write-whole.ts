import { renameSync, writeFileSync } from "node:fs";
import { UserError } from "./user-error.ts";

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
