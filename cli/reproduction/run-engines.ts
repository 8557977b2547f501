/** The engine of a run, and learners on it. */
import { forwardDriveLearner } from "../../controller/learning/ccrnn/forward-drive.ts";
import type { Engines } from "../../sim/experiments/paper/perform-run.ts";
import type { EngineName, RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { defaultEngine } from "../default-engine.ts";
import { learningEngine } from "../learning-engine.ts";
import { loadKernels } from "../load-kernels.ts";
import { UserError } from "../user-error.ts";

/** For a learner that drives, whose tensors are all small. */
const DRIVE_MEGABYTES = 64;

type Wanted = Pick<RunSpec, "engine" | "learner">;

/** The one that was asked for, or the quickest that is here. Learners that drive run on kernels. */
export function engineOf({ engine, learner }: Wanted): EngineName {
  if (learner.rule === "ccrnn") return engine ?? defaultEngine(learner.config);
  return learningEngine("wasm").ok ? "wasm" : "typescript";
}

/** A UserError where the engine is not here. */
export function enginesOf(spec: Wanted): Engines {
  const name = engineOf(spec);
  const engine = learningEngine(name);
  if (!engine.ok) throw new UserError(`The engine ${name} is not here: ${engine.why}.`);
  return {
    ccrnn: (config, sizes, weights) => engine.make({ config, sizes, weights }),
    forwardDrive: (config, sizes, weights) => {
      const kernels = loadKernels({ megabytes: DRIVE_MEGABYTES });
      return forwardDriveLearner({ kernels, config, sizes, weights });
    },
  };
}
