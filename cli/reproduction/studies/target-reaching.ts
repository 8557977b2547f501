/** Target reaching: a cue, a delay, a go signal. Our own definition of the task. */
import { contestant, contestantNames, contestants } from "../contestants.ts";
import { finalError, finalRoughness } from "../outcomes.ts";
import { runsOf } from "../plan.ts";
import { comparison, curves, drawings } from "../show.ts";
import type { Study } from "../study.ts";

const WINDOW = 2;
const INTERVAL = 4;
const EPOCHS = 100;
const at = (name: string) => `target-reaching/${name}`;
const named = contestants.map((name) => ({ name: contestantNames[name], condition: at(name) }));

export const targetReachingStudy: Study = {
  name: "target-reaching",
  about: "reaching after a delay and a go signal, windows of 2 steps, feedback every 4th",
  isHeadline: false,

  runs: (plan) =>
    contestants.flatMap((name) =>
      runsOf(plan, at(name), {
        task: { name: "target-reaching" },
        learner: contestant(name, plan, (config) => ({
          ...config,
          window: WINDOW,
          interval: INTERVAL,
        })),
        epochs: EPOCHS,
        keepsOutputs: true,
      }),
    ),

  section: (outcomes) => ({
    id: "target-reaching",
    heading: "Target reaching",
    prose: [
      "Which of eight targets is shown for two steps of twenty; after a delay of 2 to 6 steps a go signal comes, and the target is to be reached in six steps along a minimum-jerk path and held. The papers' first version names such a task, and its sizes could not be read: **this definition is ours**, and no claim of theirs is judged by it.",
    ],
    figures: [
      curves(outcomes, named, ({ validation }) => validation, {
        caption: "**Learning curves.** Mean squared distance over all targets and delays.",
        y: { label: "error", scale: "log" },
      }),
      drawings(outcomes, named, "**Reaches** after the last epoch, first seed, shortest delay."),
    ],
    tables: [
      comparison(
        outcomes,
        "After the last epoch.",
        named,
        [
          { label: "error", figure: finalError, decimals: 2 },
          { label: "roughness beyond the target's", figure: finalRoughness, decimals: 3 },
        ],
        { name: contestantNames.crnn, condition: at("crnn") },
      ),
    ],
  }),

  claims: () => [],
};
