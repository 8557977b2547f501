/** The engines that the paper's learner runs on, by the names of `--engine`. */
import { Option } from "commander";
import type { NamedArrays } from "../controller/learning/ccrnn/initial-weights.ts";
import { kernelLearner } from "../controller/learning/ccrnn/kernel-learner.ts";
import { learnerMegabytes } from "../controller/learning/ccrnn/kernel-memory.ts";
import type { Learner } from "../controller/learning/ccrnn/learner.ts";
import type { LearnerConfig, LearnerSizes } from "../controller/learning/ccrnn/learner-config.ts";
import { tfjsLearner } from "../controller/learning/ccrnn/tfjs-learner.ts";
import type { EngineName } from "../sim/experiments/paper/run-spec.ts";
import { describeEngine, loadKernels } from "./load-kernels.ts";
import { loadTensorFlow, remedyFor } from "./load-tensorflow.ts";
import { UserError } from "./user-error.ts";

export const engineNames = [
  "wasm",
  "typescript",
  "tfjs",
  "tfjs-node",
] as const satisfies readonly EngineName[];

interface Made {
  readonly config: LearnerConfig;
  readonly sizes: LearnerSizes;
  readonly weights: NamedArrays;
}

export type LearningEngine =
  | {
      readonly ok: true;
      /** Versions, for a person. */
      readonly version: string;
      /** Whether it computes equal samples of a batch once. */
      readonly merges: boolean;
      readonly make: (made: Made) => Learner;
    }
  /** Why it is not here, and how to get it. */
  | { readonly ok: false; readonly why: string };

/** --engine: a name, or nothing for the quickest that is here. */
export const engineOption = (): Option =>
  new Option("--engine <name>", "what computes (default: the quickest that is here)").choices(
    engineNames,
  );

/** Throws a UserError where the engine that was asked for is not here. */
export function checkEngine(name: EngineName | undefined): void {
  if (name === undefined) return;
  const engine = learningEngine(name);
  if (!engine.ok) throw new UserError(`The engine ${name} is not here: ${engine.why}.`);
}

/** Only one of tfjs and tfjs-node in a process: the two share a global, and the native one takes over. */
export function learningEngine(name: EngineName): LearningEngine {
  switch (name) {
    case "wasm": {
      const { simd, why = "" } = describeEngine();
      return simd ? onKernels("wasm-simd") : { ok: false, why };
    }
    case "typescript":
      return onKernels("typescript");
    case "tfjs":
    case "tfjs-node": {
      const found = loadTensorFlow(name);
      if (!found.ok) return { ok: false, why: `${found.why} (${remedyFor(name)})` };
      const { tf, version } = found;
      return { ok: true, version, merges: false, make: (made) => tfjsLearner({ tf, ...made }) };
    }
  }
}

const onKernels = (prefer: "wasm-simd" | "typescript"): LearningEngine => ({
  ok: true,
  version: prefer === "wasm-simd" ? "WebAssembly with SIMD, Float32" : "plain TypeScript, Float64",
  merges: true,
  make: ({ config, sizes, weights }) => {
    const kernels = loadKernels({ megabytes: learnerMegabytes(config, sizes), prefer });
    return kernelLearner({ kernels, config, sizes, weights });
  },
});
