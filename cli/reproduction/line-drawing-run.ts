/**
 * One run of simple line drawing: which learner, and from which seed. The same on every thread.
 */
import { kernelLearner } from "../../controller/learning/ccrnn/kernel-learner.ts";
import { learnerMegabytes } from "../../controller/learning/ccrnn/kernel-memory.ts";
import type { LearnerConfig } from "../../controller/learning/ccrnn/learner-config.ts";
import {
  PRESETS,
  withFullView,
  withoutCerebellum,
} from "../../controller/learning/ccrnn/presets.ts";
import { trainRun } from "../../controller/learning/ccrnn/train-run.ts";
import { makeRandom } from "../../sim/random.ts";
import { lineDrawing } from "../../sim/tasks/sequence/line-drawing.ts";
import { loadKernels } from "../load-kernels.ts";

export const modes = ["reference", "clean"] as const;
export type Mode = (typeof modes)[number];

/** Who learns: without a cerebellum, with it, with the best one known, and with the whole line in view. */
export const contestants = ["crnn", "ccrnn", "best", "fullBptt"] as const;
export type Contestant = (typeof contestants)[number];

export interface LineDrawingRun {
  readonly mode: Mode;
  readonly contestant: Contestant;
  readonly seed: number;
  readonly epochs: number;
}

export interface LineDrawingResult extends LineDrawingRun {
  /** Mean squared distance on the seven cues, after every epoch. */
  readonly validation: readonly number[];
  /** Mean squared second difference of the lines drawn at the end: our measure of ataxia. */
  readonly roughness: number;
}

/** As in the published script: batches of 50 lines. */
const BATCH = 50;

export function runLineDrawing(run: LineDrawingRun): LineDrawingResult {
  const task = lineDrawing();
  const config = configOf(run);
  const sizes = {
    inputs: task.inputWidth,
    outputs: task.outputWidth,
    steps: task.steps,
    batch: BATCH,
    kind: task.kind,
  };
  const kernels = loadKernels({ megabytes: learnerMegabytes(config, sizes) });
  const { curves } = trainRun({
    config,
    task,
    epochs: run.epochs,
    seed: run.seed,
    makeRandom,
    makeLearner: (made, weights) => kernelLearner({ kernels, config: made, sizes, weights }),
  });
  return {
    ...run,
    validation: curves.validation,
    roughness: curves.roughness.at(-1) ?? Number.NaN,
  };
}

function configOf({ mode, contestant }: LineDrawingRun): LearnerConfig {
  if (contestant === "best") return PRESETS.best;
  const config = PRESETS[mode];
  if (contestant === "crnn") return withoutCerebellum(config);
  return contestant === "fullBptt" ? withFullView(config) : config;
}
