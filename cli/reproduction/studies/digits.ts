/** The three tasks on digits that are read row by row. */
import type { DigitTaskName } from "../../../sim/experiments/paper/run-spec.ts";
import { type Contestant, contestant, contestantNames, contestants } from "../contestants.ts";
import { benefitShrinks } from "../horizon-claim.ts";
import type { Figure, Outcomes } from "../outcomes.ts";
import { finalError, finalRoughness, meanError } from "../outcomes.ts";
import type { Plan, PlannedRun } from "../plan.ts";
import { runsOf } from "../plan.ts";
import { comparison, curves, drawings, sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { setFor, taskSettings } from "../task-settings.ts";
import { isLower, together, verdictOn } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

/** As in the main figure of the paper: 11 % of the 28 rows. */
const WINDOW = taskSettings["digit-drawing"].window;
const WINDOWS = [1, 2, 3, 5, 10] as const;
/** The paper's figure of windows has three seeds, too. */
const WINDOW_SEEDS = 3;
const EPOCHS = taskSettings["digit-drawing"].epochs;
/** Enough to tell the learners apart. */
const QUICK_EPOCHS = 10;
const LOOK_EVERY = 5;

interface DigitTexts {
  readonly heading: string;
  readonly about: string;
  readonly prose: string;
  readonly isHeadline: boolean;
}

const TEXTS: Readonly<Record<DigitTaskName, DigitTexts>> = {
  "digit-line-drawing": {
    heading: "Online line drawing from digits",
    about: "a line to one of ten points while a digit is read row by row",
    prose:
      "While the digit is read, one row a step, a straight line is drawn to the point of a circle of radius 10 that belongs to it (“online LD visuomotor”). Feedback at every fourth step.",
    isHeadline: false,
  },
  "digit-drawing": {
    heading: "Online digit drawing",
    about: "a template of the digit is drawn while it is read row by row",
    prose:
      "While the digit is read, a template of it is drawn in the unit square (“online DD visuomotor”). Feedback at every fourth step.",
    isHeadline: false,
  },
  "digit-discrimination": {
    heading: "Online visual discrimination",
    about: "which digit it was, after its last row",
    prose:
      "Which digit it was is asked after its last row, and only then does feedback come. What the papers read as dysmetria here is uncertainty: 1 − the mean largest chance.",
    isHeadline: true,
  },
};

const finalUncertainty: Figure = ({ uncertainty }) => uncertainty?.at(-1);
const finalAccuracy: Figure = ({ accuracy }) =>
  accuracy?.at(-1) === undefined ? undefined : 100 * (accuracy.at(-1) ?? 0);

export function digitStudy(task: DigitTaskName): Study {
  const { heading, about, prose, isHeadline } = TEXTS[task];
  const at = (who: Contestant, window: number = WINDOW) => `${task}/${who}@${window}`;
  const named = contestants.map((who) => ({ name: contestantNames[who], condition: at(who) }));
  const crnn = { name: contestantNames.crnn, condition: at("crnn") };
  const isDrawing = task !== "digit-discrimination";

  const runsAt = (plan: Plan, who: Contestant, window: number, seeds = plan.seeds): PlannedRun[] =>
    plan.digits === undefined
      ? []
      : runsOf(
          plan,
          at(who, window),
          {
            task: { name: task, digits: plan.digits },
            learner: contestant(who, plan, (config) => ({ ...setFor(task, config), window })),
            epochs: plan.quick ? QUICK_EPOCHS : EPOCHS,
            lookEvery: LOOK_EVERY,
            keepsOutputs: true,
          },
          seeds,
        );

  return {
    name: task,
    about,
    isHeadline,

    runs: (plan) => [
      ...contestants.flatMap((who) => runsAt(plan, who, WINDOW)),
      ...(plan.quick ? [] : WINDOWS)
        .filter((window) => window !== WINDOW)
        .flatMap((window) =>
          (["crnn", "ccrnn"] as const).flatMap((who) =>
            runsAt(plan, who, window, plan.seeds.slice(0, WINDOW_SEEDS)),
          ),
        ),
    ],

    section: (outcomes, plan) => ({
      id: task,
      heading,
      prose: [
        prose,
        `LSTM of 30, 300 granule cells, windows of ${WINDOW} steps, ${plan.epochs ?? (plan.quick ? QUICK_EPOCHS : EPOCHS)} epochs at a rate of 3e-4: fewer updates than in the papers, on fewer images unless you name a folder with all of them.`,
      ],
      figures: [
        curves(outcomes, named, ({ validation }) => validation, {
          caption: `**Learning curves**: ${isDrawing ? "mean squared distance" : "cross-entropy [nats]"} on images that are never trained on.`,
          y: { label: isDrawing ? "error" : "cross-entropy", scale: "log" },
        }),
        ...(isDrawing
          ? [drawings(outcomes, named, "**What they draw** for ten images, first seed.")]
          : [
              curves(outcomes, named, ({ accuracy }) => accuracy, {
                caption: "**Accuracy.**",
                y: { label: "share that is right", includes: [0, 1] },
              }),
              curves(outcomes, named, ({ uncertainty }) => uncertainty, {
                caption: "**Uncertainty**: 1 − the mean largest chance.",
                y: { label: "uncertainty", includes: [0] },
              }),
            ]),
        ...(plan.quick
          ? []
          : [
              sweep<number>(
                outcomes,
                (["crnn", "ccrnn"] as const).map((who) => ({
                  name: contestantNames[who],
                  at: (window: number) => at(who, window),
                })),
                WINDOWS,
                {
                  caption: "**Error after the last epoch** by window; points are seeds.",
                  x: { label: "window", unit: "steps" },
                  y: { label: isDrawing ? "error" : "cross-entropy", scale: "log" },
                },
              ),
            ]),
      ],
      tables: [
        comparison(
          outcomes,
          "After the last epoch.",
          named,
          isDrawing
            ? [
                { label: "error", figure: finalError },
                { label: "roughness beyond the target's", figure: finalRoughness },
              ]
            : [
                { label: "cross-entropy", figure: finalError },
                { label: "uncertainty", figure: finalUncertainty },
                { label: "accuracy", unit: "%", figure: finalAccuracy },
              ],
          crnn,
        ),
      ],
    }),

    claims: (outcomes, plan) => [
      plan.digits === undefined ? withoutDigits(task) : fasterOnDigits(task, outcomes, at),
      ...(plan.quick || plan.digits === undefined
        ? []
        : [benefitShrinks(outcomes, WINDOWS, at, heading)]),
    ],
  };
}

const claimed = (task: DigitTaskName) => ({
  id: "C4",
  claim: `${TEXTS[task].heading}: the ccRNN learns faster at a horizon of about 10 %`,
  direction: "error down",
});

function fasterOnDigits(
  task: DigitTaskName,
  outcomes: Outcomes,
  at: (who: Contestant) => string,
): Claim {
  const test = outcomes.compare(at("ccrnn"), at("crnn"));
  const faster = outcomes.compare(at("ccrnn"), at("crnn"), meanError);
  return {
    ...claimed(task),
    numbers: `cRNN ${spreadText(outcomes.spread(at("crnn")))}, ccRNN ${spreadText(outcomes.spread(at("ccrnn")))}, full BPTT ${spreadText(outcomes.spread(at("fullBptt")))}; ${testText(test)}. Mean over all epochs: ${testText(faster)}`,
    verdict: verdictOn(outcomes, [at("crnn"), at("ccrnn")], () =>
      together([isLower(test), isLower(faster)]),
    ),
    why: "two parts: lower after the last epoch, and in the mean over all epochs",
  };
}

const withoutDigits = (task: DigitTaskName): Claim => ({
  ...claimed(task),
  numbers: "–",
  verdict: "not testable",
  why: "no digits: install the optional package `mnist`, or name a folder with --digits",
});
