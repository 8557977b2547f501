/**
 * Inside cortex and cerebellum while line drawing is learned: feedback similarity, coupling,
 * sparseness, and what the cortex keeps apart.
 */
import type { Look } from "../../../sim/experiments/paper/look-inside.ts";
import { LINE_CUES } from "../../../sim/tasks/sequence/line-drawing.ts";
import type { Figure as ReportFigure } from "../../report/document.ts";
import { contestant, contestantNames, contestants } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Figure, Outcomes } from "../outcomes.ts";
import { comparison } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const at = (name: string) => `inside/${name}`;
const named = contestants.map((name) => ({ name: contestantNames[name], condition: at(name) }));
const withCerebellum = named.filter(({ condition }) => /ccrnn|best/.test(condition));
/** Looks are taken before an epoch is learned, every tenth (line-drawing-runs.ts). */
const LOOKS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

export const insideStudy: Study = {
  name: "inside",
  about: "feedback similarity, coupling, sparseness and demixed components in line drawing",
  isHeadline: true,

  runs: (plan) =>
    contestants.flatMap((name) => lineDrawingRuns(plan, at(name), contestant(name, plan))),

  section: (outcomes) => ({
    id: "inside",
    heading: "Inside cortex and cerebellum",
    prose: [
      "Taken on the first batch of an epoch, before it is learned. **Feedback similarity** is the cosine between the cerebellum's prediction and the gradient of full back-propagation. **Coupling** is the mean |r| between each number of the cortical state and each granule cell. **Sparseness** is Treves & Rolls': 0 where all are equally active, 1 where one is at a time. Definitions are ours where the papers' could not be read.",
    ],
    figures: [
      looks(outcomes, withCerebellum, "cosineWithTruth", {
        caption: "**Feedback similarity**: cosine with the gradient of full back-propagation.",
        y: "cosine",
      }),
      looks(outcomes, withCerebellum, "cosineWithTarget", {
        caption: "Cosine with what the olive reports, which is itself made of predictions.",
        y: "cosine",
      }),
      looks(outcomes, withCerebellum, "coupling", {
        caption: "**Cortico-cerebellar coupling.**",
        y: "mean |r|",
      }),
      looks(outcomes, named, "corticalSparseness", {
        caption: "**Sparseness of the cortex.**",
        y: "sparseness",
      }),
      looks(outcomes, withCerebellum, "granularSparseness", {
        caption: "**Sparseness of the granule layer.**",
        y: "sparseness",
      }),
      looks(outcomes, named, "corticalCorrelation", {
        caption:
          "**Population correlation of the cortex**: 1 where it moves in one direction only, 0 where in all alike.",
        y: "correlation",
      }),
      components(outcomes, "cueProjection", "cue"),
      components(outcomes, "timeProjection", "time"),
    ],
    tables: [
      comparison(
        outcomes,
        "Demixed principal components of the cortical state after the last epoch, over the seven cues.",
        named,
        [
          { label: "share of cues", unit: "%", figure: cueShare },
          { label: "first of cues explains", unit: "%", figure: cueExplained },
          { label: "first of time explains", unit: "%", figure: timeExplained },
        ],
        { name: contestantNames.crnn, condition: at("crnn") },
      ),
    ],
  }),

  claims: (outcomes) => [
    couplingRises(outcomes),
    similarityChanges(outcomes),
    cuesSeparate(outcomes),
  ],
};

const percent = (part: number | undefined) => (part === undefined ? undefined : 100 * part);
const cueShare: Figure = ({ cues }) => percent(cues?.cueShare);
const cueExplained: Figure = ({ cues }) => percent(cues?.cueExplained);
const timeExplained: Figure = ({ cues }) => percent(cues?.timeExplained);

type Measure = Exclude<keyof Look, "epoch">;

const lookAt =
  (epoch: number, measure: Measure): Figure =>
  ({ looks: seen }) =>
    seen.find((look) => look.epoch === epoch)?.[measure];

function looks(
  outcomes: Outcomes,
  of: readonly { readonly name: string; readonly condition: string }[],
  measure: Measure,
  { caption, y }: { caption: string; y: string },
): ReportFigure {
  return {
    caption,
    chart: {
      kind: "lines",
      x: { label: "epochs learned" },
      y: { label: y, includes: [0] },
      series: of.map(({ name, condition }) => {
        const found = LOOKS.map((epoch) => outcomes.spread(condition, lookAt(epoch, measure)));
        return {
          name,
          x: [...LOOKS],
          mean: found.map((spread) => spread?.mean ?? null),
          sem: found.map((spread) => spread?.sem ?? null),
        };
      }),
    },
  };
}

function components(
  outcomes: Outcomes,
  which: "cueProjection" | "timeProjection",
  label: string,
): ReportFigure {
  const projections = ["crnn", "ccrnn"].map(
    (name) => outcomes.of(at(name))[0]?.cues?.[which] ?? [],
  );
  const steps = Math.max(0, ...projections.flat().map((row) => row.length));
  return {
    caption: `**First demixed component of ${label}**, cRNN above, ccRNN below, first seed: its projection by cue and step.`,
    chart: {
      kind: "heat",
      x: { label: "step", names: Array.from({ length: steps }, (_, t) => String(t)) },
      y: {
        label: "cue",
        names: ["cRNN", "ccRNN"].flatMap((name) => LINE_CUES.map((cue) => `${name} ${cue}`)),
      },
      values: projections.flat(),
      quantity: { label: "projection" },
      scale: "diverging",
    },
  };
}

function couplingRises(outcomes: Outcomes): Claim {
  const [first, last] = [0, 90].map((epoch) =>
    outcomes.spread(at("ccrnn"), lookAt(epoch, "coupling")),
  );
  return {
    id: "C10",
    claim: "Cortico-cerebellar coupling changes with learning; it rises in the simple task",
    direction: "up",
    numbers: `mean |r| ${spreadText(first)} before learning, ${spreadText(last)} after 90 epochs`,
    verdict: !first || !last ? "not run" : last.mean > first.mean ? "holds" : "fails",
    why: "with our measure; pairs, windows and baseline of the papers' could not be read, so this is no evidence against them",
  };
}

function similarityChanges(outcomes: Outcomes): Claim {
  const found = LOOKS.map((epoch) => ({
    epoch,
    spread: outcomes.spread(at("ccrnn"), lookAt(epoch, "cosineWithTruth")),
  })).filter(({ spread }) => spread !== undefined);
  const means = found.map(({ spread }) => spread?.mean ?? 0);
  const peak = Math.max(...means);
  const isInside = peak > (means[0] ?? 0) && peak > (means.at(-1) ?? 0);
  return {
    id: "C11",
    claim: "The similarity of cerebellar and true feedback rises early in learning, then falls",
    direction: "up, then down",
    numbers: found.map(({ epoch, spread }) => `${epoch}: ${spreadText(spread)}`).join("; "),
    verdict: found.length < 3 ? "not run" : isInside ? "holds" : "fails",
    why: "“holds” if the highest mean is neither the first nor the last",
  };
}

function cuesSeparate(outcomes: Outcomes): Claim {
  // Paired the other way round, for the claim is that the ccRNN's share is the higher one.
  const test = outcomes.compare(at("crnn"), at("ccrnn"), cueShare);
  return {
    id: "C12",
    claim: "Cue-specific demixed components separate more in the ccRNN",
    direction: "share of cues up",
    numbers: `share of variance that tells cues apart: cRNN ${spreadText(outcomes.spread(at("crnn"), cueShare))} %, ccRNN ${spreadText(outcomes.spread(at("ccrnn"), cueShare))} %; cRNN ${testText(test)}`,
    verdict: isLower(test),
    why: "",
  };
}
