import { expect, test } from "vitest";
import { loadKernels } from "../../../cli/load-kernels.ts";
import { kernelLearner } from "../../../controller/learning/ccrnn/kernel-learner.ts";
import { learnerMegabytes } from "../../../controller/learning/ccrnn/kernel-memory.ts";
import { PRESETS, REFERENCE, withFullView } from "../../../controller/learning/ccrnn/presets.ts";
import { seededWeights, sizes } from "./small-tasks.ts";

test.each([
  ["line drawing", REFERENCE, { inputs: 1, outputs: 2, steps: 10, batch: 50 }],
  ["line drawing, learned best", PRESETS.best, { inputs: 1, outputs: 2, steps: 10, batch: 50 }],
  ["digits", withFullView(REFERENCE), { inputs: 28, outputs: 10, steps: 28, batch: 50 }],
  [
    "captions",
    {
      ...REFERENCE,
      cortex: { kind: "lstm", hidden: 256, biases: 2 },
      embedding: { width: 256 },
      cerebellum: { granules: 1024, layers: 2, fanIn: "dense", mossyFibres: "normal" },
    } as const,
    { inputs: 2048, outputs: 1000, steps: 15, batch: 100 },
  ],
  [
    "a large tanh cortex",
    {
      ...REFERENCE,
      cortex: { kind: "tanh", hidden: 600, biases: 1 },
      cerebellum: { granules: 10, layers: 1, fanIn: 5, mossyFibres: "normal" },
    } as const,
    { inputs: 3, outputs: 2, steps: 40, batch: 30 },
  ],
] as const)("%s fits into the memory that is asked for, without much waste", (_, config, task) => {
  const of = { ...sizes, ...task };
  const megabytes = learnerMegabytes(config, of);
  const kernels = loadKernels({ megabytes });
  kernelLearner({ kernels, config, sizes: of, weights: seededWeights(config, 1, false, of) });
  // A quarter of it, and the kernels' own scratch, may stay empty.
  expect(() => kernels.allocate(megabytes * 2 ** 16 + 2 ** 17)).toThrow(RangeError);
});
