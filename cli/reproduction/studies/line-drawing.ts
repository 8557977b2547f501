/** Simple line drawing: who learns it, how fast, and how smoothly it is drawn in the end. */
import { contestant, contestantNames, contestants } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import { finalError, finalRoughness, meanError } from "../outcomes.ts";
import { ruleText } from "../plan.ts";
import { comparison, curves, drawings } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower, together, verdictOn } from "../verdict.ts";
import { figureText, gapClosed, spreadText, testText } from "../wording.ts";

const at = (name: string) => `line-drawing/${name}`;
const named = contestants.map((name) => ({ name: contestantNames[name], condition: at(name) }));
const crnn = { name: contestantNames.crnn, condition: at("crnn") };

export const lineDrawingStudy: Study = {
  name: "line-drawing",
  about: "seven lines from a cue, windows of 1 step, feedback every 2nd",
  isHeadline: true,

  runs: (plan) =>
    contestants.flatMap((name) => lineDrawingRuns(plan, at(name), contestant(name, plan))),

  section: (outcomes, plan) => ({
    id: "line-drawing",
    heading: "Simple line drawing",
    prose: [
      "A cue at the first of ten steps says which of six points of a circle of radius 10 to draw a straight line to, or to stay. The cortex (LSTM of 50) learns in windows of **one step**, with feedback at every **second** step; the cerebellum (400 granule cells) predicts the gradient that the next window would bring.",
      `The ccRNN ${ruleText(plan)}: ${testText(outcomes.compare(at("ccrnn"), at("crnn")))} against the cRNN. ${closed(outcomes, "ccrnn")} ${closed(outcomes, "best")}`,
    ],
    figures: [
      curves(outcomes, named, ({ validation }) => validation, {
        caption:
          "**Learning curves.** Mean squared distance on the seven cues, without noise, after every epoch; mean ± SEM over seeds.",
        y: { label: "error", scale: "log" },
      }),
      drawings(outcomes, named, "**What they draw** after the last epoch, first seed."),
      curves(outcomes, named, ({ roughness }) => roughness, {
        caption:
          "**Ataxia.** Roughness of what is drawn: mean squared second difference, minus that of the target, which is 0 here. The papers' own dysmetria score could not be read; this definition is ours.",
        y: { label: "roughness", includes: [0] },
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
        crnn,
      ),
    ],
  }),

  claims: (outcomes) => [fasterAndLower(outcomes), nearFull(outcomes), smoother(outcomes)],
};

function closed(outcomes: Outcomes, name: "ccrnn" | "best"): string {
  const part = gapClosed(outcomes, { from: at("crnn"), to: at("fullBptt"), at: at(name) });
  return part === undefined
    ? ""
    : `${contestantNames[name]} closes ${figureText(part)} % of the gap between cRNN and full back-propagation.`;
}

const fasterAndLower = (outcomes: Outcomes): Claim => {
  const test = outcomes.compare(at("ccrnn"), at("crnn"));
  const faster = outcomes.compare(at("ccrnn"), at("crnn"), meanError);
  return {
    id: "C1",
    claim: "Simple line drawing: the ccRNN learns faster and ends lower than the cRNN",
    direction: "error down",
    numbers: `cRNN ${spreadText(outcomes.spread(at("crnn")))}, ccRNN ${spreadText(outcomes.spread(at("ccrnn")))}; ${testText(test)}. Mean over all epochs: ${testText(faster)}`,
    verdict: verdictOn(outcomes, [at("crnn"), at("ccrnn")], () =>
      together([isLower(test), isLower(faster)]),
    ),
    why: "faster: the mean error over all epochs is lower",
  };
};

/** From what part of the gap on the ccRNN is called close to full back-propagation. */
const CLOSE = 97;

const nearFull = (outcomes: Outcomes): Claim => {
  const part = gapClosed(outcomes, { from: at("crnn"), to: at("fullBptt"), at: at("ccrnn") });
  const full = outcomes.spread(at("fullBptt"));
  return {
    id: "C2",
    claim: "The ccRNN approaches full back-propagation",
    direction: "gap closes",
    numbers: `full BPTT ${spreadText(full)}, ccRNN ${spreadText(outcomes.spread(at("ccrnn")))}, best variant ${spreadText(outcomes.spread(at("best")))}; the ccRNN closes ${part === undefined ? "–" : figureText(part)} % of the gap`,
    verdict: verdictOn(outcomes, [at("crnn"), at("ccrnn"), at("fullBptt")], () => {
      if (part === undefined) return "not testable";
      return part >= CLOSE ? "holds" : part > 0 ? "partly" : "fails";
    }),
    why: `“holds” from ${CLOSE} % of the gap on, “partly” from 0 %`,
  };
};

const smoother = (outcomes: Outcomes): Claim => {
  const test = outcomes.compare(at("ccrnn"), at("crnn"), finalRoughness);
  return {
    id: "C3",
    claim: "Ataxia (dysmetria) is lower in the ccRNN",
    direction: "roughness down",
    numbers: `cRNN ${spreadText(outcomes.spread(at("crnn"), finalRoughness))}, ccRNN ${spreadText(outcomes.spread(at("ccrnn"), finalRoughness))}; ${testText(test)}`,
    verdict: verdictOn(outcomes, [at("crnn"), at("ccrnn")], () => isLower(test)),
    why: "with our definition of roughness, for the papers' could not be read",
  };
};
