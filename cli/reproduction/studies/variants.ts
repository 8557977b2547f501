/** From the published rule to the best variant known, one change at a time, and other rules. */
import type {
  CerebellumConfig,
  LearnerConfig,
} from "../../../controller/learning/ccrnn/learner-config.ts";
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

/** The best variant before there was projection: a cerebellum a hundred times slower than the cortex. */
const slow: LearnerConfig = {
  ...best,
  syntheticScale: reference.syntheticScale,
  targets: { kind: "bp-lambda", lambda: 0.7, gamma: 0.6 },
  mossySignal: "state",
  cerebellarRule: { kind: "adam" },
  adam: { ...reference.adam, cerebellumRate: 1e-5 },
};

const withGranules = (change: Partial<CerebellumConfig>): LearnerConfig => ({
  ...best,
  cerebellum: best.cerebellum === "none" ? "none" : { ...best.cerebellum, ...change },
});

const withTargets = (lambda: number, gamma: number): LearnerConfig => ({
  ...best,
  targets: { kind: "bp-lambda", lambda, gamma },
});

const VARIANTS: Readonly<Record<string, LearnerConfig>> = {
  "as published": reference,
  clean,
  "published, nothing after the end": { ...reference, terminal: "zero" },
  "published, separate clipping": { ...reference, clip: "separate" },
  "published, mean of the cerebellar loss": { ...reference, cerebellarLoss: "mean" },
  "published, taught at every tick": { ...reference, everyTick: true },
  "published, BP(λ) targets": { ...reference, targets: best.targets },
  "published, standardised mossy fibres": { ...reference, mossySignal: "standard" },
  "published, projection": { ...reference, cerebellarRule: best.cerebellarRule },
  "published, a step after each window": { ...reference, update: "window" },
  "slow cerebellum (rate 1e-5, λ 0.7, γ 0.6)": slow,
  best,
  "best, window targets": { ...best, targets: reference.targets },
  "best, λ 0.7": withTargets(0.7, 0.8),
  "best, γ 1": withTargets(1, 1),
  "best, scale 0.1": { ...best, syntheticScale: 0.1 },
  "best, raw mossy fibres": { ...best, mossySignal: "state" },
  "best, Adam instead of projection": { ...best, cerebellarRule: { kind: "adam" } },
  "best, fan-in 4": withGranules({ fanIn: 4 }),
  "best, two granule layers": withGranules({ layers: 2 }),
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
