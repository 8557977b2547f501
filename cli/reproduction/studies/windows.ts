/** How far the cortex itself can look back: windows from one step to all ten. */
import { PRESETS } from "../../../controller/learning/ccrnn/presets.ts";
import { contestant, contestantNames } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import { sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { spreadText } from "../wording.ts";

const WINDOWS = [1, 2, 3, 4, 5, 7, 10] as const;
const learners = ["crnn", "ccrnn", "best"] as const;
const at = (name: string, window: number) => `windows/${name}@${window}`;

export const windowsStudy: Study = {
  name: "windows",
  about: "line drawing with windows of 1 to 10 steps",
  isHeadline: false,

  runs: (plan) =>
    WINDOWS.flatMap((window) => [
      ...learners.flatMap((name) =>
        lineDrawingRuns(
          plan,
          at(name, window),
          contestant(name, plan, (config) => ({ ...config, window })),
        ),
      ),
      ...lineDrawingRuns(plan, at("clean", window), {
        rule: "ccrnn",
        config: { ...PRESETS.clean, window },
      }),
    ]),

  section: (outcomes) => ({
    id: "windows",
    heading: "The cortex's own horizon",
    prose: [
      "The longer the window through which the cortex learns by itself, the less a cerebellum can add. With feedback at every second step, a window of ten steps is full back-propagation.",
      "As published, the cerebellum is also asked about the state after the last step, which it is never taught: with long windows this prediction is all that it contributes, and it harms. The clean mode and the best variant take nothing for the future of the last state.",
    ],
    figures: [
      sweep<number>(
        outcomes,
        [
          ...learners.map((name) => ({
            name: contestantNames[name],
            at: (window: number) => at(name, window),
          })),
          { name: "ccRNN, clean", at: (window: number) => at("clean", window) },
        ],
        WINDOWS,
        {
          caption: "**Error after the last epoch** by window; points are seeds.",
          x: { label: "window", unit: "steps" },
          y: { label: "error", scale: "log" },
        },
      ),
    ],
    tables: [],
  }),

  claims: (outcomes) => [benefitShrinks(outcomes)],
};

/** The benefit is what the error of the ccRNN is, in units of the cRNN's. */
function benefitShrinks(outcomes: Outcomes): Claim {
  const ratios = WINDOWS.map((window) => {
    const [with_, without] = [at("ccrnn", window), at("crnn", window)].map(
      (condition) => outcomes.spread(condition)?.mean,
    );
    return { window, ratio: with_ !== undefined && without !== undefined ? with_ / without : null };
  });
  const [short, ...longer] = ratios.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
  return {
    id: "C5",
    claim: "The benefit shrinks as the cortical horizon grows",
    direction: "error relative to the cRNN rises towards 1",
    numbers: ratios
      .map(
        ({ window, ratio }) =>
          `K = ${window}: ${ratio === null ? "–" : `${ratio.toFixed(2)} × the cRNN`}`,
      )
      .join("; "),
    verdict:
      short === undefined || longer.length === 0
        ? "not run"
        : short < 1 && longer.every((ratio) => ratio > short)
          ? "holds"
          : "fails",
    why: `and overshoots: as published, the ccRNN becomes worse than the cRNN with long windows (clean at K = 10: ${spreadText(outcomes.spread(at("clean", 10)))}, cRNN ${spreadText(outcomes.spread(at("crnn", 10)))})`,
  };
}
