/** From the published rule to the best variant known, one change at a time, and other rules. */
import type { LearnerConfig } from "../../../controller/learning/ccrnn/learner-config.ts";
import { PRESETS, withoutCerebellum } from "../../../controller/learning/ccrnn/presets.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import { finalError, finalRoughness } from "../outcomes.ts";
import { comparison } from "../show.ts";
import type { Study } from "../study.ts";

const { reference, clean, best } = PRESETS;
const tanh = (config: LearnerConfig): LearnerConfig => ({
  ...config,
  cortex: { ...config.cortex, kind: "tanh" },
});

const VARIANTS: Readonly<Record<string, LearnerConfig>> = {
  "as published": reference,
  clean,
  "published, nothing after the end": { ...reference, terminal: "zero" },
  "published, separate clipping": { ...reference, clip: "separate" },
  "published, mean of the cerebellar loss": { ...reference, cerebellarLoss: "mean" },
  "published, taught at every tick": { ...reference, everyTick: true },
  "published, BP(λ) targets": { ...reference, targets: best.targets },
  "published, the best variant's cerebellar rate": {
    ...reference,
    adam: { ...reference.adam, cerebellumRate: best.adam.cerebellumRate },
  },
  "published, a step after each window": { ...reference, update: "window" },
  best,
  "best, window targets": { ...best, targets: reference.targets },
  "best, cerebellar rate as published": { ...best, adam: reference.adam },
  "best, fan-in 4": {
    ...best,
    cerebellum: best.cerebellum === "none" ? "none" : { ...best.cerebellum, fanIn: 4 },
  },
  "best, two granule layers": {
    ...best,
    cerebellum: best.cerebellum === "none" ? "none" : { ...best.cerebellum, layers: 2 },
  },
  "tanh cortex, no cerebellum": withoutCerebellum(tanh(reference)),
  "tanh cortex, as published": tanh(reference),
  "tanh cortex, best": tanh(best),
};
const at = (name: string) => `variants/${name}`;

export const variantsStudy: Study = {
  name: "variants",
  about: "line drawing with one choice after another changed",
  isHeadline: false,

  runs: (plan) =>
    Object.entries(VARIANTS).flatMap(([name, config]) =>
      lineDrawingRuns(plan, at(name), { rule: "ccrnn", config }),
    ),

  section: (outcomes) => ({
    id: "variants",
    heading: "What helps, and what does not",
    prose: [
      "Windows of one step, feedback at every second. “Published” is the rule of the published code; the rows below it change one choice each. “Best” is this project's own preset, and the rows below it take one of its choices back.",
    ],
    figures: [],
    tables: [
      comparison(
        outcomes,
        "After the last epoch.",
        Object.keys(VARIANTS).map((name) => ({ name, condition: at(name) })),
        [
          { label: "error", figure: finalError },
          { label: "roughness", figure: finalRoughness },
        ],
        { name: "as published", condition: at("as published") },
      ),
    ],
  }),

  claims: () => [],
};
