/** What can be seen inside the learner on our kernels, brought into the order of time. */
import type { Kernels, Offset } from "../../kernels/kernels.ts";
import type { BatchGradient } from "./batch-gradient.ts";
import type { Influence } from "./influence.ts";
import type { Analysis } from "./learner.ts";
import type { LearnerConfig } from "./learner-config.ts";
import { stateWidth, windowSteps } from "./learner-config.ts";
import type { SequenceBatch } from "./sequence-batch.ts";

interface Inside {
  readonly kernels: Kernels;
  readonly config: LearnerConfig;
  readonly core: BatchGradient;
  /** Memory to spare, [rows × S]. */
  readonly spare: Offset;
}

/** Adds to the gradients of the weights, which the next batch clears. */
export function analyseWithKernels(
  { kernels, config, core, spare }: Inside,
  batch: SequenceBatch,
  influence: Influence,
): Analysis {
  const S = stateWidth(config.cortex);
  const N = config.cerebellum === "none" ? 0 : config.cerebellum.granules;
  const K = windowSteps(config, batch.steps);
  const all = Array.from({ length: batch.steps }, (_, t) => t);
  const steps = all.filter((t) => config.everyTick || t % K === 0);
  // Weights stay as they are, so the whole sequence can be looked at in one piece.
  const { layouts, rows } = core.begin(batch, false, "batch");
  const { network, cell } = core;
  const [layout] = layouts;

  /** [steps × batch × width] in the order of time, from the rows at `at`; all samples share a₀. */
  const gather = (at: Offset, width: number, isShared: boolean): Float64Array => {
    const out = new Float64Array(steps.length * rows.count * width);
    steps.forEach((t, i) => {
      for (let s = 0; s < rows.count; s++) {
        const row = layout.blockOf(t) * rows.count + (t === 0 && isShared ? rows.count - 1 : s);
        out.set(kernels.view(at + row * width, width), (i * rows.count + s) * width);
      }
    });
    return out;
  };

  core.forward(layout, influence);
  core.backward(layout, influence, { total: 0, count: 0 });
  const isThere = network !== undefined && influence.cerebellum !== "off";
  const predictions = isThere ? gather(network.predictions, S, true) : none();
  const granules = isThere ? gather(network.granules, N, true) : none();
  const targets = isThere ? gather(core.targets, S, false) : none();
  for (let row = 0; row < batch.steps * rows.count; row++) cell.readState(spare + row * S, row);
  const states = gather(spare, S, false);
  core.trueGradients(spare, layout, influence);
  const trueGradients = gather(spare, S, false);
  return {
    steps,
    batch: rows.count,
    stateWidth: S,
    granuleCount: N,
    states,
    granules,
    predictions,
    targets,
    trueGradients,
  };
}

const none = (): Float64Array => new Float64Array(0);
