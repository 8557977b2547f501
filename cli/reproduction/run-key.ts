/** A name for a run that is the same for the same run, wherever it is planned. */
import { createHash } from "node:crypto";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { engineOf } from "./run-engines.ts";

/** To be raised whenever a spec that stays the same begins to give another result. */
export const REVISION = 1;

/** Its Math.pow has other last bits from one to the next: 24 differs from 20 and 22. */
export const nodeMajor = process.versions.node.split(".", 1)[0] ?? "";

export function runKey(spec: RunSpec): string {
  const said = canonical({ spec, revision: REVISION, engine: engineOf(spec), node: nodeMajor });
  return createHash("sha256").update(said).digest("hex").slice(0, 32);
}

/** JSON with the keys of every object in alphabetical order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
