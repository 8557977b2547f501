import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { perform } from "./perform.ts";

/** What a thread of the pool does: tinypool calls a module's default export. */
// biome-ignore lint/style/noDefaultExport: tinypool's convention
export default (spec: RunSpec): Promise<RunResult> => perform(spec);
