/** Runs of simple line drawing: 100 epochs of 16 batches of 50 lines, as in the published script. */
import type { Intervention } from "../../controller/learning/ccrnn/interventions.ts";
import type { LearnerSpec } from "../../sim/experiments/paper/run-spec.ts";
import type { Plan, PlannedRun } from "./plan.ts";
import { runsOf } from "./plan.ts";
import { taskSettings } from "./task-settings.ts";

/** Epochs from one look inside to the next. */
export const LOOK_EVERY = 10;

export const lineDrawingRuns = (
  plan: Plan,
  condition: string,
  learner: LearnerSpec,
  interventions: readonly Intervention[] = [],
): PlannedRun[] =>
  runsOf(plan, condition, {
    task: { name: "line-drawing" },
    learner,
    epochs: taskSettings["line-drawing"].epochs,
    interventions,
    // The same for all of them, so that studies can share their runs.
    lookEvery: LOOK_EVERY,
    keepsOutputs: true,
  });
