/** Performs a run of captioning on our own scenes. */
import { makeRandom } from "../../random.ts";
import type { CaptionTask } from "../../tasks/sequence/captions/caption-batches.ts";
import { sceneCaptions } from "../../tasks/sequence/captions/scene-captions.ts";
import type { CaptionRunResult } from "./caption-run.ts";
import { performCaptionRun } from "./caption-run.ts";
import type { PerformOptions, RunResult } from "./perform-run.ts";
import type { CaptionTaskSpec, RunSpec } from "./run-spec.ts";

export type CaptionFindings = Pick<
  CaptionRunResult,
  "words" | "byLength" | "byPosition" | "otherPicture" | "scores" | "captions"
>;

let scenes: CaptionTask | undefined;

export function performCaptions(
  spec: RunSpec & { readonly task: CaptionTaskSpec },
  { engines, onEpoch, onEnd }: PerformOptions,
): RunResult {
  if (spec.learner.rule !== "ccrnn") throw new Error("captions need a learner of the ccRNN's kind");
  scenes ??= sceneCaptions(); // seconds to make, and always the same
  const { engine, validation, train, ...found } = performCaptionRun({
    task: scenes,
    config: spec.learner.config,
    seed: spec.seed,
    epochs: spec.epochs,
    pictures: spec.task.pictures,
    makeLearner: engines.ccrnn,
    makeRandom,
    onEpoch,
    ...(onEnd ? { onEnd } : {}),
  });
  const { words, byLength, byPosition, otherPicture, scores, captions } = found;
  return {
    engine,
    train,
    validation: validation.slice(1), // the first is from before any learning
    looks: [],
    captions: { words, byLength, byPosition, otherPicture, scores, captions },
  };
}
