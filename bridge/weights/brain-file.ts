/**
 * A brain on disk: its tensors and, in the file's metadata under "purkinje", its provenance as JSON.
 */

import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { BrainWeights } from "../../controller/brain-weights.ts";
import { allocateBrain } from "../../controller/brain-weights.ts";
import { mossyFibreCount } from "../../controller/cerebellum/mossy-fibres.ts";
import { cortexShapes } from "../../controller/cortex/cortex.ts";
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

const FIBRES = "cerebellum.granule.fibres";

/** What decides the shapes of a brain's tensors. */
type Size = Pick<Provenance, "hidden" | "granuleCells" | "commands">;

/** The name and shape of every tensor of a brain. */
function brainShapes({ hidden, granuleCells, commands }: Size): Record<string, readonly number[]> {
  const { lstmWeight, lstmBias, outWeight, outBias } = cortexShapes(hidden, commands);
  const cells = granuleCells;
  const inputs = mossyFibreCount(commands) + cells;
  return {
    [CORTEX.lstmWeight]: lstmWeight,
    [CORTEX.lstmBias]: lstmBias,
    [CORTEX.outWeight]: outWeight,
    [CORTEX.outBias]: outBias,
    [FIBRES]: [cells, 4],
    "cerebellum.granule.weight": [cells, 4],
    "cerebellum.granule.threshold": [cells],
    "cerebellum.purkinje.weight": [4, inputs],
    "cerebellum.purkinje.covariance": [inputs, inputs],
  };
}

/** Every tensor of a brain under its name in the file; values are shared, not copied. */
export function brainTensors(kernels: Kernels, brain: BrainWeights): Record<string, Tensor> {
  const { cortex, cerebellum } = brain;
  const { granules, purkinje } = cerebellum;
  const values: Record<string, Tensor["values"]> = {
    [CORTEX.lstmWeight]: tensor(kernels, cortex, "lstmWeight"),
    [CORTEX.lstmBias]: tensor(kernels, cortex, "lstmBias"),
    [CORTEX.outWeight]: tensor(kernels, cortex, "outWeight"),
    [CORTEX.outBias]: tensor(kernels, cortex, "outBias"),
    [FIBRES]: Float64Array.from(granules.fibres),
    "cerebellum.granule.weight": granules.weights,
    "cerebellum.granule.threshold": granules.thresholds,
    "cerebellum.purkinje.weight": purkinje.weights,
    "cerebellum.purkinje.covariance": purkinje.covariance,
  };
  const [commands, hidden] = cortex.shapes.outWeight;
  const shapes = brainShapes({ hidden, commands, granuleCells: granules.cells });
  return Object.fromEntries(
    Object.entries(values).map(([name, of]) => [name, { shape: shapes[name] ?? [], values: of }]),
  );
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
  const { brainPeriod } = provenance.data;
  if (brainPeriod !== BRAIN_PERIOD) {
    return `it decides every ${1000 * brainPeriod} ms, and brains run at ${1000 * BRAIN_PERIOD} ms here`;
  }
  const flaw = flawIn(file, provenance.data);
  return flaw ?? { ...file, provenance: provenance.data };
}

/** Puts a brain that `decodeBrain` has found to be whole into kernel memory. */
export function installBrain(kernels: Kernels, file: BrainFile): BrainWeights {
  const { hidden, granuleCells, commands } = file.provenance;
  const zero = { uniform: () => 0, normal: () => 0 };
  const brain = allocateBrain(kernels, hidden, granuleCells, zero, commands);
  for (const [name, { values }] of Object.entries(brainTensors(kernels, brain))) {
    const found = file.tensors[name]?.values ?? [];
    if (name === FIBRES) brain.cerebellum.granules.fibres.set(found);
    else values.set(found);
  }
  return brain;
}

/** What is wrong with the tensors, looked at before any memory is taken for them. */
function flawIn({ tensors }: TensorFile, size: Size): string | undefined {
  for (const [name, shape] of Object.entries(brainShapes(size))) {
    const found = tensors[name];
    if (found === undefined) return `it holds no tensor ${name}`;
    if (found.shape.join() !== shape.join()) {
      return `tensor ${name} should be ${shape.join(" × ")}, found ${found.shape.join(" × ")}`;
    }
    if (!found.values.every(Number.isFinite))
      return `tensor ${name} holds a value that is no number`;
  }
  const mossy = mossyFibreCount(size.commands);
  const stray = tensors[FIBRES]?.values.find(
    (fibre) => !(Number.isInteger(fibre) && fibre >= 0 && fibre < mossy),
  );
  if (stray === undefined) return undefined;
  return `tensor ${FIBRES} names mossy fibre ${stray}, there are 0 to ${mossy - 1}`;
}
