/** The granule layer: how many mossy fibres a cell hears, how many cells, how many layers. */
import type { CerebellumConfig } from "../../../controller/learning/ccrnn/learner-config.ts";
import { contestant } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import { finalError, finalRoughness } from "../outcomes.ts";
import { comparison, sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower, isNoBetter, isNoWorse, together, verdictOn } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const LAYERS = {
  "fan-in 1": { fanIn: 1 },
  "fan-in 4": { fanIn: 4 },
  "fan-in 10": { fanIn: 10 },
  "fan-in 25": { fanIn: 25 },
  dense: {},
  "100 cells": { granules: 100 },
  "1600 cells": { granules: 1600 },
  "two layers": { layers: 2 },
  "silent fibres": { mossyFibres: "zero" },
} as const satisfies Readonly<Record<string, Partial<CerebellumConfig>>>;
const at = (name: keyof typeof LAYERS) => `granule-layer/${name}`;
const CRNN = "granule-layer/crnn";
const FAN_INS = [1, 4, 10, 25, 100] as const;
const fanInAt = (fanIn: number) => `granule-layer/${fanIn === 100 ? "dense" : `fan-in ${fanIn}`}`;

export const granuleLayerStudy: Study = {
  name: "granule-layer",
  about: "line drawing with other fan-ins, sizes and depths of the granule layer",
  isHeadline: false,

  runs: (plan) => [
    ...lineDrawingRuns(plan, CRNN, contestant("crnn", plan)),
    ...Object.entries(LAYERS).flatMap(([name, change]) =>
      lineDrawingRuns(
        plan,
        `granule-layer/${name}`,
        contestant("ccrnn", plan, (config) =>
          config.cerebellum === "none"
            ? config
            : { ...config, cerebellum: { ...config.cerebellum, ...change } },
        ),
      ),
    ),
  ],

  section: (outcomes) => ({
    id: "granule-layer",
    heading: "The granule layer",
    prose: [
      "Real granule cells hear about four mossy fibres each. “Dense” hears all hundred numbers of the cortical state. “Silent fibres” begins with no mossy fibre having any effect, as a default of the published script has it.",
    ],
    figures: [
      sweep<number>(outcomes, [{ name: "ccRNN", at: fanInAt }], FAN_INS, {
        caption: "**Error after the last epoch** by fan-in (100: dense); points are seeds.",
        x: { label: "mossy fibres of a granule cell", scale: "log" },
        y: { label: "error", scale: "log" },
      }),
    ],
    tables: [
      comparison(
        outcomes,
        "Granule layers after the last epoch.",
        [
          ...Object.keys(LAYERS).map((name) => ({ name, condition: `granule-layer/${name}` })),
          { name: "no cerebellum", condition: CRNN },
        ],
        [
          { label: "error", figure: finalError },
          { label: "roughness", figure: finalRoughness },
        ],
        { name: "dense", condition: at("dense") },
      ),
    ],
  }),

  claims: (outcomes) => [sparseIsEnough(outcomes), fibresMatter(outcomes)],
};

function sparseIsEnough(outcomes: Outcomes): Claim {
  const test = outcomes.compare(at("fan-in 4"), at("dense"));
  return {
    id: "C13",
    claim: "A fan-in of 4 keeps or improves performance with far fewer parameters",
    direction: "equal or better",
    numbers: `fan-in 4 ${spreadText(outcomes.spread(at("fan-in 4")))}, dense ${spreadText(outcomes.spread(at("dense")))}; ${testText(test)}`,
    verdict: verdictOn(outcomes, [at("fan-in 4"), at("dense")], () => isNoWorse(test)),
    why: "“holds” if its mean is no higher, “partly” if higher and not significantly; 4 of 100 inputs of each cell are kept",
  };
}

function fibresMatter(outcomes: Outcomes): Claim {
  const test = outcomes.compare(at("dense"), at("silent fibres"));
  const benefit = outcomes.compare(at("silent fibres"), CRNN);
  return {
    id: "C16",
    claim: "Mossy fibres that begin at zero (a default of the script) lose the benefit",
    direction: "normal initial weights are better",
    numbers: `silent ${spreadText(outcomes.spread(at("silent fibres")))}, normal ${spreadText(outcomes.spread(at("dense")))}, no cerebellum ${spreadText(outcomes.spread(CRNN))}. Normal against silent: ${testText(test)}. Silent against none: ${testText(benefit)}`,
    verdict: verdictOn(outcomes, [at("dense"), at("silent fibres"), CRNN], () =>
      together([isLower(test), isNoBetter(benefit)]),
    ),
    why: "two parts: normal is lower than silent, and silent is not significantly lower than none; a property of the published script rather than a claim of the paper",
  };
}
