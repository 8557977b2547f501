/** The cases of golden/ccrnn.json, as our learners take them. See golden/ccrnn.json.md. */
import { readFileSync } from "node:fs";
import type { NamedArrays } from "../../../controller/learning/ccrnn/initial-weights.ts";
import type {
  LearnerConfig,
  LearnerSizes,
} from "../../../controller/learning/ccrnn/learner-config.ts";
import { REFERENCE } from "../../../controller/learning/ccrnn/presets.ts";
import type { SequenceBatch } from "../../../controller/learning/ccrnn/sequence-batch.ts";

type Nested = number | readonly Nested[];

interface Recorded {
  readonly K: number;
  readonly layers: 1 | 2;
  readonly sg: number;
  readonly x: readonly (readonly (readonly number[])[])[];
  readonly y: readonly (readonly (readonly number[])[])[];
  readonly cortex: Readonly<Record<string, Nested>>;
  readonly cerebellum: Readonly<Record<string, Nested>>;
  readonly loss: number;
  readonly dCortex: Readonly<Record<string, Nested>>;
  readonly dCerebellum: Readonly<Record<string, Nested>>;
}

export interface GoldenCase {
  readonly name: string;
  readonly config: LearnerConfig;
  readonly sizes: LearnerSizes;
  readonly batch: SequenceBatch;
  readonly weights: NamedArrays;
  /** As `BatchReport` has it. */
  readonly loss: number;
  readonly gradients: NamedArrays;
}

const file = new URL("../../golden/ccrnn.json", import.meta.url);
const recorded: readonly Recorded[] = JSON.parse(readFileSync(file, "utf8"));

export const goldenCases: readonly GoldenCase[] = recorded.map((of) => {
  const samples = of.x.length;
  const steps = of.x[0].length;
  const width = of.y[0][0].length;
  const weights = flattened({ ...of.cortex, ...of.cerebellum });
  return {
    name: `K = ${of.K}, ${of.layers} granule layer${of.layers === 1 ? "" : "s"}`,
    config: {
      ...REFERENCE,
      cortex: { kind: "lstm", hidden: weights["Wo"].length / width, biases: 2 },
      cerebellum: {
        granules: weights["b0"].length,
        layers: of.layers,
        fanIn: "dense",
        mossyFibres: "normal",
      },
      window: of.K,
      interval: 2,
      syntheticScale: of.sg,
    },
    sizes: { inputs: 1, outputs: width, kind: "values", steps, batch: samples },
    batch: {
      batch: samples,
      steps,
      inputs: timeMajor(of.x),
      inputWidth: 1,
      targets: { kind: "values", values: timeMajor(of.y), width },
    },
    weights,
    loss: (of.loss * width) / steps,
    gradients: flattened({ ...of.dCortex, ...of.dCerebellum }),
  };
});

function flattened(arrays: Readonly<Record<string, Nested>>): NamedArrays {
  const entries = Object.entries(arrays);
  return Object.fromEntries(entries.map(([name, array]) => [name, Float64Array.from(flat(array))]));
}

function flat(array: Nested): number[] {
  return typeof array === "number" ? [array] : array.flatMap(flat);
}

/** [samples × steps × width] → [steps × samples × width] */
function timeMajor(array: readonly (readonly (readonly number[])[])[]): Float32Array {
  const steps = array[0].map((_, t) => array.flatMap((sample) => sample[t]));
  return Float32Array.from(steps.flat());
}
