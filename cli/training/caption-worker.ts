/** A thread that learns to caption, so that the other can watch, and listen for Ctrl-C. */
import type { MessagePort } from "node:worker_threads";
import type { NamedArrays, NamedShapes } from "../../controller/learning/ccrnn/initial-weights.ts";
import { cerebellumShapes, cortexShapes } from "../../controller/learning/ccrnn/initial-weights.ts";
import { learnerMegabytes } from "../../controller/learning/ccrnn/kernel-memory.ts";
import type { LearnerName } from "../../controller/learning/ccrnn/presets.ts";
import { withFullView } from "../../controller/learning/ccrnn/presets.ts";
import type { CaptionerOptions } from "../../sim/experiments/paper/caption-learners.ts";
import { captionerConfig, captionSizes } from "../../sim/experiments/paper/caption-learners.ts";
import type {
  CaptionRunOptions,
  CaptionRunResult,
} from "../../sim/experiments/paper/caption-run.ts";
import { performCaptionRun } from "../../sim/experiments/paper/caption-run.ts";
import type { EngineName } from "../../sim/experiments/paper/run-spec.ts";
import { makeRandom } from "../../sim/random.ts";
import { enginesOf } from "../reproduction/run-engines.ts";
import { UserError } from "../user-error.ts";
import type { CaptionSource } from "./caption-source.ts";
import { captionTaskFrom } from "./caption-source.ts";

export interface CaptionTraining {
  readonly source: CaptionSource;
  readonly learner: LearnerName;
  readonly options: CaptionerOptions;
  /** The quickest that is here, unless told. */
  readonly engine?: EngineName | undefined;
  readonly seed: number;
  readonly epochs: number;
  readonly dropout: number;
  /** Whether one that never sees the picture learns as well, to compare with. */
  readonly hasControl: boolean;
  readonly port: MessagePort;
  /** Shared: learning ends after the batch in which its first number is no longer 0. */
  readonly stop: Int32Array;
}

/** Sent after each batch. */
export interface CaptionProgress {
  readonly done: number;
  readonly total: number;
  /** Bits per word of validation, the last time that it was looked at. */
  readonly bits: number;
}

export interface TrainedCaptioner {
  readonly result: CaptionRunResult;
  /** Bits per word of the one that never sees the picture, at its best epoch. */
  readonly noPictureBits?: number;
  readonly vocabulary: readonly string[];
  readonly weights: NamedArrays;
  readonly shapes: NamedShapes;
}

/** What WebAssembly can address, less a little. */
const MEGABYTES_MAX = 4000;

/** Errors of the user's cross the border between threads as what they say. */
export type CaptionOutcome = TrainedCaptioner | { readonly mistake: string };

// biome-ignore lint/style/noDefaultExport: tinypool's convention
export default async (training: CaptionTraining): Promise<CaptionOutcome> => {
  try {
    return await train(training);
  } catch (error) {
    if (error instanceof UserError) return { mistake: error.message };
    throw error;
  } finally {
    training.port.close();
  }
};

async function train(training: CaptionTraining): Promise<TrainedCaptioner> {
  const { source, learner, options, engine, seed, epochs, dropout, port, stop } = training;
  const task = await captionTaskFrom(source);
  const sizes = captionSizes(task);
  const config = captionerConfig(learner, options);
  const needed = learnerMegabytes(config, sizes);
  if (needed > MEGABYTES_MAX) {
    throw new UserError(
      `This would need ${needed} MB, and ${MEGABYTES_MAX} is the most: choose a smaller --batch or --hidden, a higher --min-count, or shorter --words.`,
    );
  }
  const runs = training.hasControl ? 2 : 1;
  let weights: NamedArrays = {};

  const common: Omit<CaptionRunOptions, "config" | "onBatch"> = {
    task,
    seed,
    epochs,
    dropout,
    makeRandom,
    makeLearner: enginesOf({ learner: { rule: "ccrnn", config }, ...(engine ? { engine } : {}) })
      .ccrnn,
  };
  const watch =
    (run: number): NonNullable<CaptionRunOptions["onBatch"]> =>
    (done, total, bits) => {
      const progress: CaptionProgress = { done: run * total + done, total: runs * total, bits };
      port.postMessage(progress);
      return Atomics.load(stop, 0) === 0;
    };
  const result = performCaptionRun({
    ...common,
    config,
    onBatch: watch(0),
    onEnd(trained) {
      weights = trained.weights();
    },
  });
  const shapes = {
    ...cortexShapes(config, sizes.inputs, sizes.outputs),
    ...cerebellumShapes(config),
  };
  const trained = { result, vocabulary: task.vocabulary.words, weights, shapes };
  if (!training.hasControl || result.interrupted) return trained;
  const control = performCaptionRun({
    ...common,
    config: withFullView(config),
    pictures: "blank",
    captioned: 0,
    onBatch: watch(1),
  });
  if (control.interrupted) return trained;
  return { ...trained, noPictureBits: Math.min(...control.validation) };
}
