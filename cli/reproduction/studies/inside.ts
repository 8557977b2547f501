/**
 * Inside cortex and cerebellum while line drawing is learned: feedback similarity, coupling,
 * sparseness, and what the cortex keeps apart.
 */
import type { Look } from "../../../sim/experiments/paper/look-inside.ts";
import { LINE_CUES } from "../../../sim/tasks/sequence/line-drawing.ts";
import type { Figure as ReportFigure } from "../../report/document.ts";
import { contestant, contestantNames, contestants } from "../contestants.ts";
import { LOOK_EVERY, lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Figure, Outcomes } from "../outcomes.ts";
import type { Plan } from "../plan.ts";
import { comparison } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { taskSettings } from "../task-settings.ts";
import { isLower, together, verdictOn } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const at = (name: string) => `inside/${name}`;
const named = contestants.map((name) => ({ name: contestantNames[name], condition: at(name) }));
const withCerebellum = named.filter(({ condition }) => /ccrnn|best/.test(condition));
/** Looks are taken before an epoch is learned. */
const looksOf = (plan: Plan): readonly number[] => {
  const epochs = plan.epochs ?? taskSettings["line-drawing"].epochs;
  return Array.from({ length: Math.ceil(epochs / LOOK_EVERY) }, (_, i) => i * LOOK_EVERY);
};

export const insideStudy: Study = {
  name: "inside",
  about: "feedback similarity, coupling, sparseness and demixed components in line drawing",
  isHeadline: true,

  runs: (plan) =>
    contestants.flatMap((name) => lineDrawingRuns(plan, at(name), contestant(name, plan))),

  section: (outcomes, plan) => ({
    id: "inside",
    heading: "Inside cortex and cerebellum",
    prose: [
      "Taken on the first batch of an epoch, before it is learned. **Feedback similarity** is the cosine between the cerebellum's prediction and the gradient of full back-propagation. **Coupling** is the mean |r| between each number of the cortical state and each granule cell. **Sparseness** is Treves & Rolls': 0 where all are equally active, 1 where one is at a time. Definitions are ours where the papers' could not be read.",
    ],
    figures: [
      looks(outcomes, plan, withCerebellum, "cosineWithTruth", {
        caption: "**Feedback similarity**: cosine with the gradient of full back-propagation.",
        y: "cosine",
      }),
      looks(outcomes, plan, withCerebellum, "cosineWithTarget", {
        caption: "Cosine with what the olive reports, which is itself made of predictions.",
        y: "cosine",
      }),
      looks(outcomes, plan, withCerebellum, "coupling", {
        caption: "**Cortico-cerebellar coupling.**",
        y: "mean |r|",
      }),
      looks(outcomes, plan, named, "corticalSparseness", {
        caption: "**Sparseness of the cortex.**",
        y: "sparseness",
      }),
      looks(outcomes, plan, withCerebellum, "granularSparseness", {
        caption: "**Sparseness of the granule layer.**",
        y: "sparseness",
      }),
      looks(outcomes, plan, named, "corticalCorrelation", {
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

  claims: (outcomes, plan) => [
    couplingRises(outcomes, looksOf(plan)),
    similarityChanges(outcomes, looksOf(plan)),
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
  plan: Plan,
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
        const found = looksOf(plan).map((epoch) =>
          outcomes.spread(condition, lookAt(epoch, measure)),
        );
        return {
          name,
          x: looksOf(plan),
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

function couplingRises(outcomes: Outcomes, epochs: readonly number[]): Claim {
  const [first, last] = [lookAt(0, "coupling"), lookAt(epochs.at(-1) ?? 0, "coupling")];
  const test = outcomes.compare(at("ccrnn"), at("ccrnn"), first, last);
  return {
    id: "C10",
    claim: "Cortico-cerebellar coupling changes with learning; it rises in the simple task",
    direction: "up",
    numbers: `mean |r| ${spreadText(outcomes.spread(at("ccrnn"), first))} before learning, ${spreadText(outcomes.spread(at("ccrnn"), last))} after ${epochs.at(-1)} epochs; before: ${testText(test)}`,
    verdict: verdictOn(outcomes, [at("ccrnn")], () => isLower(test)),
    why: "with our measure; pairs, windows and baseline of the papers' could not be read, so this is no evidence against them",
  };
}

function similarityChanges(outcomes: Outcomes, epochs: readonly number[]): Claim {
  const found = epochs.flatMap((epoch) => {
    const spread = outcomes.spread(at("ccrnn"), lookAt(epoch, "cosineWithTruth"));
    return spread && spread.values.length > 0 ? [{ epoch, spread }] : [];
  });
  const [first] = found;
  const last = found.at(-1);
  const peak = found.toSorted((a, b) => b.spread.mean - a.spread.mean)[0];
  const against = (epoch: number | undefined) =>
    peak && epoch !== undefined
      ? outcomes.compare(
          at("ccrnn"),
          at("ccrnn"),
          lookAt(epoch, "cosineWithTruth"),
          lookAt(peak.epoch, "cosineWithTruth"),
        )
      : undefined;
  const [rise, fall] = [against(first?.epoch), against(last?.epoch)];
  return {
    id: "C11",
    claim: "The similarity of cerebellar and true feedback rises early in learning, then falls",
    direction: "up, then down",
    numbers: `${found.map(({ epoch, spread }) => `${epoch}: ${spreadText(spread)}`).join("; ")}. First against highest: ${testText(rise)}. Last against highest: ${testText(fall)}`,
    verdict: verdictOn(outcomes, [at("ccrnn")], () =>
      found.length < 3 ? "not testable" : together([isLower(rise), isLower(fall)]),
    ),
    why: "two parts: the first and the last look are lower than the highest, which was found in the same data",
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
    verdict: verdictOn(outcomes, [at("crnn"), at("ccrnn")], () => isLower(test)),
    why: "",
  };
}
