/** Who learns. */
import type { LearnerConfig } from "../../controller/learning/ccrnn/learner-config.ts";
import { PRESETS, shapeOf } from "../../controller/learning/ccrnn/presets.ts";
import type { LearnerSpec } from "../../sim/experiments/paper/run-spec.ts";
import type { Plan } from "./plan.ts";
import { published } from "./plan.ts";

/** As the report and the JSON name them. */
export const contestants = ["crnn", "ccrnn", "best", "fullBptt"] as const;
export type Contestant = (typeof contestants)[number];

/** What people are told of them. */
export const contestantNames: Readonly<Record<Contestant, string>> = {
  crnn: "cRNN",
  ccrnn: "ccRNN",
  best: "ccRNN, best variant",
  fullBptt: "full BPTT",
};

/** The learner, with changes that all contestants share. */
export function contestant(
  name: Contestant,
  plan: Plan,
  change: (config: LearnerConfig) => LearnerConfig = (config) => config,
): LearnerSpec {
  const preset = published(plan);
  // The same cortex for all: what differs is how it is taught.
  const config = change(name === "best" ? { ...PRESETS.best, cortex: preset.cortex } : preset);
  return { rule: "ccrnn", config: shapeOf[name === "fullBptt" ? "full" : name](config) };
}
