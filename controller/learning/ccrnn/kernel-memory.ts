/** How much kernel memory a learner needs, so that whoever makes the kernels makes them large enough. */
import type { LearnerConfig, LearnerSizes } from "./learner-config.ts";
import { corticalInputs, gateRows, stateWidth } from "./learner-config.ts";

const BYTES = 4;
const MEGABYTE = 2 ** 20;
/** What a tensor may take beyond its size, times the tensors there are, and the kernels' own scratch. */
const SLACK = 2 ** 17;

/** Units of 2²⁰ bytes of Float32, for `loadKernels`. */
export function learnerMegabytes(config: LearnerConfig, sizes: LearnerSizes): number {
  const { inputs, outputs, steps, batch } = sizes;
  const { hidden } = config.cortex;
  const rows = (steps + 1) * batch;
  const gates = gateRows(config.cortex);
  const S = stateWidth(config.cortex);

  const entering = corticalInputs(config, inputs);
  const cortexWeights = gates * (entering + hidden + 2) + outputs * (hidden + 1);
  const cell = 2 * (entering + hidden) + 2 * gates + 5 * hidden;
  const walk = 2 * hidden + 2 * outputs + S;
  let elements = 5 * cortexWeights + rows * (cell + walk);
  if (config.embedding) {
    elements += 4 * entering * (outputs + inputs + 1);
    elements += rows * entering + batch * (inputs + 2 * entering);
  }
  if (config.cerebellum !== "none") {
    const { granules, layers } = config.cerebellum;
    const weights = 2 * S * granules + (layers - 1) * granules * granules;
    elements += 4 * (weights + layers * granules + S) + rows * (4 * S + 2 * layers * granules);
    if (config.cerebellarRule.kind === "projection") {
      const fibres = granules + 1;
      elements += rows * (fibres + S) + fibres * S + Math.min(rows, fibres) ** 2;
    }
  }
  return Math.ceil(((elements + SLACK) * BYTES) / MEGABYTE);
}
