/** All experiments, in the order in which they are listed. */
import type { Experiment } from "./experiment.ts";
import { curl } from "./protocols/curl.ts";

export const experiments: readonly Experiment[] = [curl];
