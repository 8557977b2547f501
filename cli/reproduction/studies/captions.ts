/** Captions: what the words of pictures cost that a decoder has never seen. */
import { captionerConfig } from "../../../sim/experiments/paper/caption-learners.ts";
import type { RunResult } from "../../../sim/experiments/paper/perform-run.ts";
import type { Table } from "../../report/document.ts";
import type { Contestant } from "../contestants.ts";
import { contestantNames, contestants } from "../contestants.ts";
import type { Figure, Outcomes } from "../outcomes.ts";
import { finalError } from "../outcomes.ts";
import type { Plan, PlannedRun } from "../plan.ts";
import { runsOf } from "../plan.ts";
import { comparison, curves, sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower, verdictOn } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const TASK = "scene-captions";
/** As in the papers' main figure. */
const WINDOW = 4;
const WINDOWS = [2, 4, 8] as const;
const WINDOW_SEEDS = 3;
const EPOCHS = 16;
const SIZES = { hidden: 64, embedding: 64, granules: 256, update: "batch", rate: 3e-3 } as const;

type Who = Contestant | "blank";
const at = (who: Who, window: number = WINDOW) => `captions/${who}@${window}`;
const BLANK = "no picture";
const named = [
  ...contestants.map((who) => ({ name: contestantNames[who], condition: at(who) })),
  { name: BLANK, condition: at("blank") },
];
const crnn = { name: contestantNames.crnn, condition: at("crnn") };

function runsAt(plan: Plan, who: Who, window: number, seeds = plan.seeds): PlannedRun[] {
  const captioner = who === "fullBptt" || who === "blank" ? "full" : who;
  return runsOf(
    plan,
    at(who, window),
    {
      task: { name: TASK, pictures: who === "blank" ? "blank" : "shown" },
      learner: { rule: "ccrnn", config: captionerConfig(captioner, { ...SIZES, window }) },
      epochs: EPOCHS,
    },
    seeds,
  );
}

const greedyCider: Figure = ({ captions }) => captions?.scores.greedy.cider;
const beamBleu: Figure = ({ captions }) => captions && 100 * captions.scores.beam.bleu4;
const otherPicture: Figure = ({ captions }) => captions?.otherPicture;
const lengths = ["short", "medium", "long"] as const;
const ofLength =
  (name: (typeof lengths)[number]): Figure =>
  ({ captions }) =>
    captions?.byLength.find((length) => length.name === name)?.bits;

export const captionsStudy: Study = {
  name: "captions",
  about: "pictures of our own scenes put into words, windows of 4 steps",
  isHeadline: false,

  runs: (plan) => [
    ...[...contestants, "blank" as const].flatMap((who) => runsAt(plan, who, WINDOW)),
    ...WINDOWS.filter((window) => window !== WINDOW).flatMap((window) =>
      (["crnn", "ccrnn"] as const).flatMap((who) =>
        runsAt(plan, who, window, plan.seeds.slice(0, WINDOW_SEEDS)),
      ),
    ),
  ],

  section: (outcomes) => ({
    id: "captions",
    heading: "Captions",
    prose: [
      "A decoder (LSTM of 64 with an embedding) sees the features of a picture at its first step, and then says word by word what comes next. **The scenes are our own stand-in** for MS-COCO: shapes, colours, positions, counts and relations, a grammar with synonyms, 8,000 scenes to learn from. Figures do not compare with the papers'. `purkinje train captions --coco … --features …` takes theirs.",
      "The ccRNN has the published rule with nothing after the last word, whatever the mode; all learners change their weights after each batch, with gradients bounded by 1 (the papers' after each window, without bound), at a rate of 3e-3.",
      "“No picture” is the control: full back-propagation that never sees it. What is below it, and only that, was learnt from pictures.",
    ],
    figures: [
      curves(outcomes, named, ({ validation }) => validation, {
        caption: "**Learning curves**: bits per word on pictures that are never trained on.",
        y: { label: "bits per word" },
      }),
      sweep<number>(
        outcomes,
        (["crnn", "ccrnn"] as const).map((who) => ({
          name: contestantNames[who],
          at: (window: number) => at(who, window),
        })),
        WINDOWS,
        {
          caption: "**Bits per word after the last epoch** by window; points are seeds.",
          x: { label: "window", unit: "steps" },
          y: { label: "bits per word" },
        },
      ),
    ],
    tables: [
      comparison(
        outcomes,
        "After the last epoch. CIDEr is of greedy captions, BLEU-4 of those by a beam of three; “another picture” is the cost when each caption is told of the wrong one.",
        named,
        [
          { label: "bits per word", figure: finalError },
          ...lengths.map((name) => ({ label: name, figure: ofLength(name) })),
          { label: "another picture", figure: otherPicture },
          { label: "CIDEr", figure: greedyCider },
          { label: "BLEU-4", unit: "%", figure: beamBleu },
        ],
        crnn,
      ),
      examples(outcomes),
    ],
  }),

  claims: (outcomes) => [fewerBits(outcomes)],
};

/** What two of the learners say of the same pictures, first seed. */
function examples(outcomes: Outcomes): Table {
  const said = (who: Who): NonNullable<RunResult["captions"]>["captions"] =>
    outcomes.of(at(who))[0]?.captions?.captions ?? [];
  const [alone, helped, full] = [said("crnn"), said("ccrnn"), said("fullBptt")];
  return {
    caption: "Captions by a beam of three of pictures that were never trained on, first seed.",
    columns: [
      { label: "the grammar", align: "left" },
      { label: contestantNames.crnn, align: "left" },
      { label: contestantNames.ccrnn, align: "left" },
      { label: contestantNames.fullBptt, align: "left" },
    ],
    rows: alone
      .slice(0, 5)
      .map((one, i) => [
        one.references[0] ?? "",
        one.beam,
        helped[i]?.beam ?? "",
        full[i]?.beam ?? "",
      ]),
  };
}

function fewerBits(outcomes: Outcomes): Claim {
  const test = outcomes.compare(at("ccrnn"), at("crnn"));
  const byLength = lengths.map((name) => {
    const one = outcomes.compare(at("ccrnn"), at("crnn"), ofLength(name));
    return `${name}: ${one ? `${(-one.meanDifference).toFixed(3)} bits gained, p = ${one.p.toPrecision(2)}` : "–"}`;
  });
  return {
    id: "C6",
    claim: "Captions: the ccRNN needs fewer bits per word at a horizon of four steps",
    direction: "bits down",
    numbers: `cRNN ${spreadText(outcomes.spread(at("crnn")))}, ccRNN ${spreadText(outcomes.spread(at("ccrnn")))}, full BPTT ${spreadText(outcomes.spread(at("fullBptt")))}, no picture ${spreadText(outcomes.spread(at("blank")))}; ${testText(test)}; ${byLength.join("; ")}`,
    verdict: verdictOn(outcomes, [at("crnn"), at("ccrnn")], () => isLower(test)),
    why: "on our own scenes, not on MS-COCO, which cannot be shipped; so this tests the claim's direction on another task",
  };
}
