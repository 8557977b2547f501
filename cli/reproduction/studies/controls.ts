/** Cerebella that cannot help, and another way to help: driving the cortex instead of teaching it. */
import { contestant } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import { finalError, finalRoughness } from "../outcomes.ts";
import { comparison, curves } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower, isNoBetter, together, verdictOn } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const CONDITIONS = {
  crnn: "cRNN",
  intact: "ccRNN",
  "fixed-random-cerebellum": "fixed random cerebellum",
  shadow: "shadow (learns, is not heard)",
  "forward-drive": "forward drive",
} as const;
const at = (name: keyof typeof CONDITIONS) => `controls/${name}`;
const named = Object.entries(CONDITIONS).map(([condition, name]) => ({
  name,
  condition: `controls/${condition}`,
}));

export const controlsStudy: Study = {
  name: "controls",
  about: "line drawing with a fixed random cerebellum, one that is not heard, one that drives",
  isHeadline: false,

  runs: (plan) => [
    ...lineDrawingRuns(plan, at("crnn"), contestant("crnn", plan)),
    ...lineDrawingRuns(plan, at("intact"), contestant("ccrnn", plan)),
    ...(["fixed-random-cerebellum", "shadow"] as const).flatMap((kind) =>
      lineDrawingRuns(plan, at(kind), contestant("ccrnn", plan), [{ kind, from: { epoch: 0 } }]),
    ),
    ...lineDrawingRuns(plan, at("forward-drive"), { rule: "forward-drive", interval: 2 }),
  ],

  section: (outcomes) => ({
    id: "controls",
    heading: "Controls",
    prose: [
      "A **fixed random** cerebellum speaks and never learns. A **shadow** learns and is not heard: the cortex must be exactly a cRNN then, but for the share of the joint gradient norm that the cerebellum takes. **Forward drive** is the model of Pemberton, Chadderton & Costa (2024): the cerebellum predicts the target three steps ahead and drives a fixed recurrent network; only read-out and cerebellum learn, and nothing goes back through time. It has its own sizes and rates, as published, for a task of unit size; here its targets are ten times as large.",
    ],
    figures: [
      curves(outcomes, named, ({ validation }) => validation, {
        caption: "**Learning curves**, mean ± SEM over seeds.",
        y: { label: "error", scale: "log" },
      }),
    ],
    tables: [
      comparison(
        outcomes,
        "After the last epoch.",
        named,
        [
          { label: "error", figure: finalError },
          { label: "roughness", figure: finalRoughness },
        ],
        { name: "cRNN", condition: at("crnn") },
      ),
    ],
  }),

  claims: (outcomes) => [plasticityIsNeeded(outcomes)],
};

function plasticityIsNeeded(outcomes: Outcomes): Claim {
  const fixed = at("fixed-random-cerebellum");
  const test = outcomes.compare(at("intact"), fixed);
  const benefit = outcomes.compare(fixed, at("crnn"));
  return {
    id: "C14",
    claim: "Cerebellar plasticity is needed: a fixed random cerebellum does not help",
    direction: "fixed worse than learning, and no better than none",
    numbers: `fixed random ${spreadText(outcomes.spread(fixed))}, ccRNN ${spreadText(outcomes.spread(at("intact")))}, cRNN ${spreadText(outcomes.spread(at("crnn")))}. Learning against fixed: ${testText(test)}. Fixed against none: ${testText(benefit)}`,
    verdict: verdictOn(outcomes, [at("intact"), fixed, at("crnn")], () =>
      together([isLower(test), isNoBetter(benefit)]),
    ),
    why: "",
  };
}
