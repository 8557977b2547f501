import { readFileSync } from "node:fs";
import { z } from "zod";

/** package.json is one folder up from the sources and two up from what is built of them. */
function find(): string {
  for (const up of ["../package.json", "../../package.json"]) {
    try {
      const text = readFileSync(new URL(up, import.meta.url), "utf8");
      return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
    } catch {
      // the other place, then
    }
  }
  throw new Error("purkinje's package.json is not beside its code");
}

/** Of this purkinje. */
export const version = find();
