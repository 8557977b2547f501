/**
 * The emulator and the firmware for the twin: parts for development and demonstration, which an installed
 * package does not bring along.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { UserError } from "../user-error.ts";

const PACKAGE = "avrgirl-arduino";
const FILE = "junk/hex/uno/StandardFirmata.cpp.hex";
/** StandardFirmata 2.4 for the Uno, as avrgirl-arduino 5.0.1 has it. */
const SHA256 = "6d57ea7cf30e26c9c2f3a01ee37907d2c951f8bc9c27f84dddad12fa9c8b8f36";

const INSTALL = "npm install avr8js@0.21.1 avrgirl-arduino@5.0.1";

/** The text of StandardFirmata's HEX file. */
export function readFirmware(): string {
  let path: string;
  try {
    path = createRequire(import.meta.url).resolve(`${PACKAGE}/${FILE}`);
  } catch {
    throw new UserError(
      `The twin needs an emulator and a firmware, which are not here: ${INSTALL}`,
    );
  }
  const bytes = readFileSync(path);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== SHA256) {
    throw new UserError(
      `Expected StandardFirmata 2.4 (sha256 ${SHA256.slice(0, 12)}…) in ${path}, found ${found.slice(0, 12)}…: ${INSTALL}`,
    );
  }
  return bytes.toString("latin1");
}

/** The emulated board's module, loaded only where it is wanted. */
export async function loadTwin(): Promise<typeof import("../../sim/twin/twin.ts")> {
  try {
    return await import("../../sim/twin/twin.ts");
  } catch (cause) {
    throw new UserError(
      `The twin needs an emulator (${cause instanceof Error ? cause.message : cause}): ${INSTALL}`,
    );
  }
}
