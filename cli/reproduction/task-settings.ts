/** How each task is set, whoever learns it: sizes and horizons of the published scripts, and ours. */
import type { LearnerConfig } from "../../controller/learning/ccrnn/learner-config.ts";
import type { SequenceTaskSpec } from "../../sim/experiments/paper/run-spec.ts";

export interface TaskSettings {
  /** Windows through which the cortex can look back [steps], and the interval of feedback. */
  readonly window: number;
  readonly interval: LearnerConfig["interval"];
  readonly epochs: number;
  /** Units of the cortex, and granule cells. */
  readonly hidden: number;
  readonly granules: number;
  /** Learning rates, in those of line drawing. */
  readonly pace: number;
}

const drawing = { epochs: 100, hidden: 50, granules: 400, pace: 1 };
/** The script's rate is 1e-4, for six times as many images and 40 epochs. */
const digits = { window: 3, epochs: 30, hidden: 30, granules: 300, pace: 0.3 };

export const taskSettings: Readonly<Record<SequenceTaskSpec["name"], TaskSettings>> = {
  "line-drawing": { ...drawing, window: 1, interval: 2 },
  "target-reaching": { ...drawing, window: 2, interval: 4 },
  "digit-line-drawing": { ...digits, interval: 4 },
  "digit-drawing": { ...digits, interval: 4 },
  "digit-discrimination": { ...digits, interval: "last" },
};

/** A learner, set for the task. */
export function setFor(task: SequenceTaskSpec["name"], config: LearnerConfig): LearnerConfig {
  const { window, interval, hidden, granules, pace } = taskSettings[task];
  const { cortex, cerebellum, adam } = config;
  return {
    ...config,
    cortex: { ...cortex, hidden },
    cerebellum: cerebellum === "none" ? "none" : { ...cerebellum, granules },
    window,
    interval,
    adam: { ...adam, rate: pace * adam.rate, cerebellumRate: pace * adam.cerebellumRate },
  };
}
