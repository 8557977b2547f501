/** What is to be run, and as what: the common ground of all studies. */
import { PRESETS } from "../../controller/learning/ccrnn/presets.ts";
import type { DigitSource, EngineName, RunSpec } from "../../sim/experiments/paper/run-spec.ts";

export const modes = ["reference", "clean"] as const;
/** As the published code does it, or as theory says. */
export type Mode = (typeof modes)[number];

export interface Plan {
  readonly mode: Mode;
  readonly seeds: readonly number[];
  /** What computes all runs; the quickest that is there, unless told. */
  readonly engine?: EngineName | undefined;
  /** Epochs of every run; each study's own number, unless told. */
  readonly epochs?: number | undefined;
  /** The headline figures only. */
  readonly quick: boolean;
  /** Nothing where no digits are to be had: studies of them are left out. */
  readonly digits: DigitSource | undefined;
}

/** A run, and the condition that it is a seed of. */
export interface PlannedRun {
  readonly condition: string;
  readonly spec: RunSpec;
}

type Condition = Omit<RunSpec, "seed" | "epochs"> & { readonly epochs: number };

/** The runs of one condition, one for each seed. */
export function runsOf(
  plan: Plan,
  condition: string,
  { epochs, ...rest }: Condition,
  seeds = plan.seeds,
): PlannedRun[] {
  return seeds.map((seed) => ({
    condition,
    spec: {
      ...rest,
      ...(plan.engine === undefined ? {} : { engine: plan.engine }),
      seed,
      epochs: plan.epochs ?? epochs,
    },
  }));
}

/** The learner that a plan calls "ccRNN". */
export const published = ({ mode }: Plan) => PRESETS[mode];

/** The same in words: “as published”, for a report. */
export const ruleText = ({ mode }: Plan): string =>
  mode === "reference" ? "as published" : "in clean mode";
