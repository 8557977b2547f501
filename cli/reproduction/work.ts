/** About how much work a run is, so that the time left can be told before runs of its kind have ended. */
import { stateWidth } from "../../controller/learning/ccrnn/learner-config.ts";
import type { RunSpec, TaskSpec } from "../../sim/experiments/paper/run-spec.ts";

interface Extent {
  readonly batches: number;
  readonly steps: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Samples of a batch that differ: line drawing has seven cues, and equal samples are computed once. */
const rowsOf = (task: TaskSpec): number =>
  task.name === "line-drawing" && !task.noise ? 7 : task.name === "target-reaching" ? 28 : 50;

const extents: Readonly<Record<TaskSpec["name"], Extent>> = {
  "line-drawing": { batches: 16, steps: 10, inputs: 1, outputs: 2 },
  "target-reaching": { batches: 16, steps: 20, inputs: 3, outputs: 2 },
  "digit-line-drawing": { batches: 160, steps: 28, inputs: 28, outputs: 2 },
  "digit-drawing": { batches: 160, steps: 28, inputs: 28, outputs: 2 },
  "digit-discrimination": { batches: 160, steps: 28, inputs: 28, outputs: 10 },
  "scene-captions": { batches: 160, steps: 14, inputs: 64, outputs: 80 },
};

/** Multiplications of one run, roughly [10⁹]. */
export function workOf({ task, learner, epochs }: RunSpec): number {
  const { batches, steps, inputs, outputs } = extents[task.name];
  const rows = rowsOf(task) * steps * batches * epochs;
  if (learner.rule === "forward-drive") return (3 * rows * (50 * (inputs + 60) + 55_000)) / 1e9;
  const { cortex, cerebellum, window, everyTick } = learner.config;
  const S = stateWidth(cortex);
  const cortical = 4 * cortex.hidden * (inputs + cortex.hidden) + outputs * cortex.hidden;
  // Besides multiplications: gates, and what is done row by row.
  const each = 3 * cortical + 400 * cortex.hidden;
  if (cerebellum === "none") return (rows * each) / 1e9;
  const { granules, layers } = cerebellum;
  const taught = everyTick || window === "full" ? 1 : 1 / window;
  const network = 2 * S * granules + (layers - 1) * granules * granules;
  return (rows * (each + taught * 3 * network)) / 1e9;
}
