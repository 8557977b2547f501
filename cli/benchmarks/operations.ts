/**
 * Floating-point operations that one batch of learning needs: two for each multiplication of a matrix
 * product, forward, and back to what is below and to the weights. All else is left out.
 *
 *   cortex       T·B rows: 3 · 4H (I + H), less 4H·I for the inputs, which need no gradient
 *   read-out     the supervised rows of these: 3 · O·H
 *   cerebellum   1 + T·B rows forward, 1 + (T − 1)·B back: S·N forward in each of two layers, S·N for
 *                the weights of each, S·N back through the upper one.    a₀ = 0 is one row for all
 */
import type {
  LearnerConfig,
  LearnerSizes,
} from "../../controller/learning/ccrnn/learner-config.ts";
import { gateRows, stateWidth } from "../../controller/learning/ccrnn/learner-config.ts";

/** For windows of one step and one granule layer. */
export function operationsPerBatch(config: LearnerConfig, sizes: LearnerSizes): number {
  const { inputs, outputs, steps, batch } = sizes;
  const { cortex, cerebellum, interval } = config;
  const rows = steps * batch;
  const gates = gateRows(cortex);
  const supervised = interval === "last" ? batch : Math.ceil(steps / interval) * batch;
  let products = rows * gates * (2 * inputs + 3 * cortex.hidden);
  products += supervised * 3 * outputs * cortex.hidden;
  if (cerebellum !== "none") {
    const layer = stateWidth(cortex) * cerebellum.granules;
    products += (1 + rows) * 2 * layer + (1 + rows - batch) * 3 * layer;
  }
  return 2 * products;
}
