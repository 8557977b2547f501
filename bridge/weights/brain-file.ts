/**
 * A brain on disk: its tensors and, in the file's metadata under "purkinje", its provenance as JSON.
 */
import type { BrainWeights } from "../../controller/brain-weights.ts";
import { allocateBrain } from "../../controller/brain-weights.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import { tensor } from "../../controller/parameters.ts";
import { Provenance } from "./provenance.ts";
import type { Tensor, TensorFile } from "./safetensors.ts";
import { decodeTensors, encodeTensors } from "./safetensors.ts";

const CORTEX = {
  lstmWeight: "cortex.lstm.weight",
  lstmBias: "cortex.lstm.bias",
  outWeight: "cortex.out.weight",
  outBias: "cortex.out.bias",
} as const;

/** Every tensor of a brain under its name in the file; values are shared, not copied. */
export function brainTensors(kernels: Kernels, brain: BrainWeights): Record<string, Tensor> {
  const { cortex, cerebellum } = brain;
  const { granules, purkinje } = cerebellum;
  const tensors: Record<string, Tensor> = {};
  for (const name of ["lstmWeight", "lstmBias", "outWeight", "outBias"] as const) {
    tensors[CORTEX[name]] = { shape: cortex.shapes[name], values: tensor(kernels, cortex, name) };
  }
  const { inputs, outputs } = purkinje;
  return {
    ...tensors,
    "cerebellum.granule.fibres": {
      shape: [granules.cells, 4],
      values: Float64Array.from(granules.fibres),
    },
    "cerebellum.granule.weight": { shape: [granules.cells, 4], values: granules.weights },
    "cerebellum.granule.threshold": { shape: [granules.cells], values: granules.thresholds },
    "cerebellum.purkinje.weight": { shape: [outputs, inputs], values: purkinje.weights },
    "cerebellum.purkinje.covariance": { shape: [inputs, inputs], values: purkinje.covariance },
  };
}

/** The file's bytes; cortical weights are kept in single precision. */
export function encodeBrain(
  kernels: Kernels,
  brain: BrainWeights,
  provenance: Provenance,
): Uint8Array {
  const tensors = Object.fromEntries(
    Object.entries(brainTensors(kernels, brain)).map(([name, { shape, values }]) => [
      name,
      { shape, values: name.startsWith("cortex") ? Float32Array.from(values) : values },
    ]),
  );
  return encodeTensors({ tensors, metadata: { purkinje: JSON.stringify(provenance) } });
}

export interface BrainFile extends TensorFile {
  readonly provenance: Provenance;
}

/** The brain in `bytes`, or half a sentence that says why there is none. */
export function decodeBrain(bytes: Uint8Array): BrainFile | string {
  const file = decodeTensors(bytes);
  if (typeof file === "string") return file;
  const record = file.metadata["purkinje"];
  if (record === undefined) {
    return "it was not written by purkinje: its metadata has no provenance record";
  }
  let raw: unknown;
  try {
    raw = JSON.parse(record);
  } catch {
    return "its provenance record is not JSON";
  }
  const provenance = Provenance.safeParse(raw);
  if (!provenance.success) {
    const [issue] = provenance.error.issues;
    return `its provenance record does not say ${issue?.path.join(".")}: ${issue?.message}`;
  }
  return { ...file, provenance: provenance.data };
}

/** Puts the brain into kernel memory, or says in half a sentence which tensor does not fit. */
export function installBrain(kernels: Kernels, file: BrainFile): BrainWeights | string {
  const { hidden, granuleCells } = file.provenance;
  const zero = { uniform: () => 0, normal: () => 0 };
  const brain = allocateBrain(kernels, hidden, granuleCells, zero);
  for (const [name, { shape, values }] of Object.entries(brainTensors(kernels, brain))) {
    const found = file.tensors[name];
    if (found === undefined) return `it holds no tensor ${name}`;
    if (found.shape.join() !== shape.join()) {
      return `tensor ${name} should be ${shape.join(" × ")}, found ${found.shape.join(" × ")}`;
    }
    if (!found.values.every(Number.isFinite))
      return `tensor ${name} holds a value that is no number`;
    if (name === "cerebellum.granule.fibres") brain.cerebellum.granules.fibres.set(found.values);
    else values.set(found.values);
  }
  return brain;
}
