/** How loudly the cortex hears the cerebellum: the scale of the synthetic gradient. */
import { contestant } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import { sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower, together, verdictOn } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const SCALES = [0.01, 0.03, 0.1, 0.3, 0.5, 1] as const;
const PUBLISHED = 0.1;
const at = (scale: number) => `scale/${scale}`;

export const scaleStudy: Study = {
  name: "scale",
  about: "line drawing with synthetic gradients scaled by 0.01 to 1",
  isHeadline: false,

  runs: (plan) =>
    SCALES.flatMap((syntheticScale) =>
      lineDrawingRuns(
        plan,
        at(syntheticScale),
        contestant("ccrnn", plan, (config) => ({ ...config, syntheticScale })),
      ),
    ),

  section: (outcomes) => ({
    id: "scale",
    heading: "The scale of synthetic gradients",
    prose: [
      "The cortex gets a fraction of what the cerebellum predicts; the published code has 0.1.",
    ],
    figures: [
      sweep<number>(outcomes, [{ name: "ccRNN", at }], SCALES, {
        caption: "**Error after the last epoch** by scale; points are seeds.",
        x: { label: "scale of the synthetic gradient", scale: "log" },
        y: { label: "error", scale: "log" },
      }),
    ],
    tables: [],
  }),

  claims: (outcomes) => [scaleMatters(outcomes)],
};

function scaleMatters(outcomes: Outcomes): Claim {
  const [smallest, largest] = [SCALES[0], SCALES[SCALES.length - 1]] as const;
  const tests = [smallest, largest ?? 1].map((scale) => outcomes.compare(at(PUBLISHED), at(scale)));
  return {
    id: "C15",
    claim: "The scale of the synthetic gradient matters; 0.1 is used",
    direction: "0.1 lower than much smaller and much larger scales",
    numbers: `${SCALES.map((scale) => `${scale}: ${spreadText(outcomes.spread(at(scale)))}`).join("; ")}. ${PUBLISHED} against ${smallest}: ${testText(tests[0])}; against ${largest}: ${testText(tests[1])}`,
    verdict: verdictOn(outcomes, SCALES.map(at), () => together(tests.map(isLower))),
    why: "",
  };
}
