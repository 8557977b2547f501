/** How loudly the cortex hears the cerebellum: the scale of the synthetic gradient. */
import { contestant } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import { sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { spreadText } from "../wording.ts";

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
  const means = SCALES.map((scale) => outcomes.spread(at(scale))?.mean);
  const known = means.filter((mean) => mean !== undefined);
  const published = outcomes.spread(at(PUBLISHED))?.mean;
  const ranked = published !== undefined && known.length === SCALES.length;
  return {
    id: "C15",
    claim: "The scale of the synthetic gradient matters; 0.1 is used",
    direction: "0.1 lower than much smaller and much larger scales",
    numbers: SCALES.map((scale) => `${scale}: ${spreadText(outcomes.spread(at(scale)))}`).join(
      "; ",
    ),
    verdict: !ranked
      ? "not run"
      : [means[0], means.at(-1)].every((mean) => mean !== undefined && mean > published)
        ? "holds"
        : "fails",
    why: `lowest at ${ranked ? SCALES[means.indexOf(Math.min(...known))] : "–"}`,
  };
}
