/**
 * Results on disk, a file for each run, named by what the run is: a run that is there need not be done
 * again, whoever did it, and whenever work was cut short.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { UserError } from "../user-error.ts";
import { writeWhole } from "../write-whole.ts";
import { runKey } from "./run-key.ts";
import { RunResultLike } from "./run-result.ts";

export interface RunStore {
  read(spec: RunSpec): RunResult | undefined;
  write(spec: RunSpec, result: RunResult): void;
}

/** As much of a file as would tell that it is something else. */
const Stored = z.object({
  spec: z.object({ seed: z.number(), epochs: z.number() }),
  result: RunResultLike,
});

export function openRunStore(folder: string): RunStore {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new UserError(
      `Cannot keep results in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    );
  }
  const fileOf = (spec: RunSpec): string => join(folder, `${runKey(spec)}.json`);
  return {
    read: (spec) => readStored(fileOf(spec)),
    write: (spec, result) =>
      writeWhole(fileOf(spec), Buffer.from(`${JSON.stringify({ spec, result })}\n`)),
  };
}

/** Nothing where there is no file, or a damaged one: then the run is done again. */
function readStored(file: string): RunResult | undefined {
  try {
    return Stored.parse(JSON.parse(readFileSync(file, "utf8"))).result;
  } catch {
    return undefined;
  }
}
