/** How far the cortex itself can look back: windows from one step to all ten. */
import { PRESETS } from "../../../controller/learning/ccrnn/presets.ts";
import { contestant, contestantNames } from "../contestants.ts";
import { benefitShrinks } from "../horizon-claim.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Plan } from "../plan.ts";
import { sweep } from "../show.ts";
import type { Study } from "../study.ts";

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
      ...(hasClean(plan)
        ? lineDrawingRuns(plan, at("clean", window), {
            rule: "ccrnn",
            config: { ...PRESETS.clean, window },
          })
        : []),
    ]),

  section: (outcomes, plan) => ({
    id: "windows",
    heading: "The cortex's own horizon",
    prose: [
      "The longer the window through which the cortex learns by itself, the less a cerebellum can add. With feedback at every second step, a window of ten steps is full back-propagation.",
      "As published, the cerebellum is also asked about the state after the last step, which it is never taught: with long windows this prediction is all that it contributes. The clean mode and the best variant take nothing for the future of the last state.",
    ],
    figures: [
      sweep<number>(
        outcomes,
        [
          ...learners.map((name) => ({
            name: contestantNames[name],
            at: (window: number) => at(name, window),
          })),
          ...(hasClean(plan)
            ? [{ name: "ccRNN, clean", at: (window: number) => at("clean", window) }]
            : []),
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

  claims: (outcomes) => [benefitShrinks(outcomes, WINDOWS, at, "Line drawing")],
};

/** In clean mode the ccRNN is the clean one. */
const hasClean = ({ mode }: Plan): boolean => mode !== "clean";
