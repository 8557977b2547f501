/**
 * Which engine learns when nobody asks for one.
 *
 * Processor time of a ccRNN's batch [ms], 50 samples, ten steps, one thread (`purkinje bench train`); for
 * plain TypeScript and tfjs at 50 units the time by the clock of a busy machine, good to a factor of two:
 *
 *   LSTM of   wasm   tfjs-node   typescript   tfjs
 *         50     7.1          69          266   2750       wasm 1.2 and typescript 38 with equal samples merged
 *        256     475         708            –      –
 *       1024    2120        2670            –      –
 */
import type { LearnerConfig } from "../controller/learning/ccrnn/learner-config.ts";
import type { EngineName } from "../sim/experiments/paper/run-spec.ts";
import { learningEngine } from "./learning-engine.ts";

/** From here on the overhead of tensors no longer matters [units]. */
const LARGE = 256;

/** The quickest that is here. */
export function defaultEngine({ cortex }: LearnerConfig): EngineName {
  const order: readonly EngineName[] =
    cortex.hidden < LARGE ? ["wasm", "typescript"] : ["wasm", "tfjs-node", "typescript"];
  return order.find((name) => learningEngine(name).ok) ?? "typescript";
}
