/** Performs a run on this machine: the same on every thread, and in every worker of a queue. */
import {
  type PerformOptions,
  performRun,
  type RunResult,
} from "../../sim/experiments/paper/perform-run.ts";
import { isDigitTask, type RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { readDigits } from "./digit-source.ts";
import { enginesOf } from "./run-engines.ts";

export async function perform(
  spec: RunSpec,
  watch: Pick<PerformOptions, "onEpoch" | "onEnd"> = {},
): Promise<RunResult> {
  const digits = isDigitTask(spec.task) ? await readDigits(spec.task.digits) : undefined;
  return performRun(spec, { engines: enginesOf(spec), digits, ...watch });
}
