/** Performs a run: what a spec says, on an engine that is handed in. */

import {
  FORWARD_DRIVE,
  type ForwardDriveConfig,
  forwardDriveWeights,
} from "../../../controller/learning/ccrnn/forward-drive.ts";
import type { NamedArrays } from "../../../controller/learning/ccrnn/initial-weights.ts";
import type {
  Evaluation,
  Learner,
  SequenceLearner,
} from "../../../controller/learning/ccrnn/learner.ts";
import type {
  LearnerConfig,
  LearnerSizes,
} from "../../../controller/learning/ccrnn/learner-config.ts";
import type { Epoch } from "../../../controller/learning/ccrnn/train-run.ts";
import { practise, trainRun } from "../../../controller/learning/ccrnn/train-run.ts";
import { certainty } from "../../metrics/certainty.ts";
import { roughnessScore } from "../../metrics/roughness.ts";
import { makeRandom } from "../../random.ts";
import type { SequenceTask } from "../../tasks/sequence/sequence-task.ts";
import { type CueSeparation, cueSeparation } from "./cue-separation.ts";
import { type Look, lookInside } from "./look-inside.ts";
import { type Digits, paperTask } from "./paper-task.ts";
import type { CaptionFindings } from "./perform-captions.ts";
import { performCaptions } from "./perform-captions.ts";
import type { LearnerSpec, RunSpec, SequenceTaskSpec } from "./run-spec.ts";

/** Engines for learners of any size. */
export interface Engines {
  readonly ccrnn: (config: LearnerConfig, sizes: LearnerSizes, weights: NamedArrays) => Learner;
  readonly forwardDrive: (
    config: ForwardDriveConfig,
    sizes: LearnerSizes,
    weights: NamedArrays,
  ) => SequenceLearner;
}

/** By epoch: arrays have a number for each. JSON. */
export interface RunResult {
  readonly engine: string;
  readonly train: readonly number[];
  /**
   * On what is never trained on: mean squared distance, mean cross-entropy [nats], or of captions bits
   * per word.
   */
  readonly validation: readonly number[];
  /** How much rougher than the target what is drawn is (our measure of ataxia). */
  readonly roughness?: readonly number[];
  readonly uncertainty?: readonly number[];
  readonly accuracy?: readonly number[];
  readonly looks: readonly Look[];
  /** Drawings at the end and what they should be, [samples][steps][2]. */
  readonly drawn?: readonly (readonly (readonly number[])[])[];
  readonly wanted?: readonly (readonly (readonly number[])[])[];
  readonly cues?: CueSeparation;
  readonly captions?: CaptionFindings;
}

export interface PerformOptions {
  readonly engines: Engines;
  readonly digits?: Digits | undefined;
  /** Called after each epoch with the validation error; `false` ends the run there. */
  readonly onEpoch?: ((epoch: number, error: number) => boolean) | undefined;
  /** Called with the learner in the end. */
  readonly onEnd?: ((learner: SequenceLearner) => void) | undefined;
}

/** Samples that are kept of what is drawn: each of a small task, the first of a large one. */
const DRAWINGS = 10;

export function performRun(spec: RunSpec, options: PerformOptions): RunResult {
  const { task, ...rest } = spec;
  return task.name === "scene-captions"
    ? performCaptions({ ...rest, task }, options)
    : performSequences({ ...rest, task }, options);
}

type SequenceRun = RunSpec & { readonly task: SequenceTaskSpec };

function performSequences(
  spec: SequenceRun,
  { engines, digits, onEpoch, onEnd }: PerformOptions,
): RunResult {
  const task = paperTask(spec.task, digits);
  const scores = scoreKeeper(task);
  const looks: Look[] = [];
  const { learner, curves, cues } = practised(spec, task, engines, {
    onEpoch(epoch, done) {
      scores.add(done.evaluation);
      return onEpoch?.(epoch, done.evaluation.loss);
    },
    looks,
  });
  onEnd?.(learner);
  return {
    engine: learner.engine,
    ...curves,
    ...scores.curves(),
    looks,
    ...(spec.keepsOutputs ? { ...scores.drawings(), ...cues } : {}),
  };
}

interface Watch {
  readonly onEpoch: (epoch: number, done: Epoch) => boolean | undefined;
  readonly looks: Look[];
}

function practised(spec: SequenceRun, task: SequenceTask, engines: Engines, watch: Watch) {
  const { seed, epochs, interventions = [], lookEvery } = spec;
  const sizes = sizesOf(task);
  const { onEpoch } = watch;
  const options = { task, epochs, seed, interventions, makeRandom, onEpoch };
  if (spec.learner.rule === "forward-drive") {
    const learner = driven(spec.learner, sizes, engines, seed);
    return { learner, curves: practise(learner, options), cues: {} };
  }
  const { config } = spec.learner;
  const { learner, curves } = trainRun({
    ...options,
    config,
    makeLearner: (made, weights) => engines.ccrnn(made, sizes, weights),
    ...(lookEvery === undefined
      ? {}
      : {
          lookEvery,
          onLook: (epoch, seen) => {
            watch.looks.push(lookInside(epoch, seen));
          },
        }),
  });
  const isSmall = task.validation.batch <= sizes.batch;
  const cues = spec.keepsOutputs && isSmall ? separation(learner, task) : {};
  return { learner, curves, cues };
}

/** Nothing where the learner was not seen at every step. */
function separation(learner: Learner, task: SequenceTask): { cues?: CueSeparation } {
  const seen = learner.analyse(task.validation);
  return seen.steps.length === task.steps ? { cues: cueSeparation(seen) } : {};
}

function driven(
  { interval }: Extract<LearnerSpec, { rule: "forward-drive" }>,
  sizes: LearnerSizes,
  engines: Engines,
  seed: number,
): SequenceLearner {
  const config = { ...FORWARD_DRIVE, interval };
  const random = makeRandom(4 * seed);
  const weights = forwardDriveWeights(config, sizes, () => random.uniform());
  return engines.forwardDrive(config, sizes, weights);
}

/** All tasks come in batches of 50 (Pemberton et al. 2021). */
const BATCH = 50;

const sizesOf = (task: SequenceTask): LearnerSizes => ({
  inputs: task.inputWidth,
  outputs: task.outputWidth,
  steps: task.steps,
  batch: BATCH,
  kind: task.kind,
});

/** What is said of the answers to the validation batch, epoch after epoch. */
function scoreKeeper(task: SequenceTask) {
  const { validation, outputWidth: width, steps } = task;
  const { targets, batch } = validation;
  const roughness: number[] = [];
  const uncertainty: number[] = [];
  const accuracy: number[] = [];
  let last: Float32Array = new Float32Array(0);

  const samples = (values: Float32Array): number[][][] =>
    Array.from({ length: values.length === 0 ? 0 : Math.min(batch, DRAWINGS) }, (_, sample) =>
      Array.from({ length: steps }, (_unused, t) =>
        Array.from({ length: width }, (_unused2, i) =>
          Number(values[(t * batch + sample) * width + i].toPrecision(5)),
        ),
      ),
    );

  return {
    add({ outputs }: Evaluation): void {
      last = outputs;
      if (targets.kind === "values") {
        const drawn = { values: outputs, steps, batch, width };
        roughness.push(roughnessScore(drawn, targets.values).excess);
      } else {
        const sure = certainty(outputs, targets.labels, targets.classes);
        uncertainty.push(sure.uncertainty);
        accuracy.push(sure.accuracy);
      }
    },
    curves: () => (targets.kind === "values" ? { roughness } : { uncertainty, accuracy }),
    drawings: () =>
      targets.kind === "values" ? { drawn: samples(last), wanted: samples(targets.values) } : {},
  };
}
