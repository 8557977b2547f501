/** A thread that trains one learner, so that the other can watch, and listen for Ctrl-C. */
import type { MessagePort } from "node:worker_threads";
import { forwardDriveShapes } from "../../controller/learning/ccrnn/forward-drive.ts";
import type { NamedArrays, NamedShapes } from "../../controller/learning/ccrnn/initial-weights.ts";
import { cerebellumShapes, cortexShapes } from "../../controller/learning/ccrnn/initial-weights.ts";
import type { LearnerSizes } from "../../controller/learning/ccrnn/learner-config.ts";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { perform } from "../reproduction/perform.ts";

export interface SequenceTraining {
  readonly spec: RunSpec;
  /** Gets the error after each epoch. */
  readonly port: MessagePort;
  /** Shared: the run ends after the epoch in which its first number is no longer 0. */
  readonly stop: Int32Array;
}

export interface TrainedSequence {
  readonly result: RunResult;
  readonly weights: NamedArrays;
  readonly shapes: NamedShapes;
}

// biome-ignore lint/style/noDefaultExport: tinypool's convention
export default async ({ spec, port, stop }: SequenceTraining): Promise<TrainedSequence> => {
  let weights: NamedArrays = {};
  let shapes: NamedShapes = {};
  const result = await perform(spec, {
    onEpoch(_epoch, error) {
      port.postMessage(error);
      return Atomics.load(stop, 0) === 0;
    },
    onEnd(learner) {
      weights = learner.weights();
      shapes = shapesOf(spec, learner.sizes);
    },
  });
  port.close();
  return { result, weights, shapes };
};

function shapesOf({ learner }: RunSpec, { inputs, outputs }: LearnerSizes): NamedShapes {
  if (learner.rule === "forward-drive") return forwardDriveShapes(inputs, outputs);
  const { config } = learner;
  return { ...cortexShapes(config, inputs, outputs), ...cerebellumShapes(config) };
}
