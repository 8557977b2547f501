/** Target reaching: a cue, a delay, a go signal. Our own definition of the task. */
import { contestant, contestantNames, contestants } from "../contestants.ts";
import { finalError, finalRoughness } from "../outcomes.ts";
import { runsOf } from "../plan.ts";
import { comparison, curves, drawings } from "../show.ts";
import type { Study } from "../study.ts";
import { setFor, taskSettings } from "../task-settings.ts";

const TASK = "target-reaching";
const at = (name: string) => `${TASK}/${name}`;
const named = contestants.map((name) => ({ name: contestantNames[name], condition: at(name) }));

export const targetReachingStudy: Study = {
  name: TASK,
  about: "reaching after a delay and a go signal, windows of 2 steps, feedback every 4th",
  isHeadline: false,

  runs: (plan) =>
    contestants.flatMap((name) =>
      runsOf(plan, at(name), {
        task: { name: TASK },
        learner: contestant(name, plan, (config) => setFor(TASK, config)),
        epochs: taskSettings[TASK].epochs,
        keepsOutputs: true,
      }),
    ),

  section: (outcomes) => ({
    id: TASK,
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
          { label: "error", figure: finalError },
          { label: "roughness beyond the target's", figure: finalRoughness },
        ],
        { name: contestantNames.crnn, condition: at("crnn") },
      ),
    ],
  }),

  claims: () => [],
};
