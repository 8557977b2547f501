import { describe, expect, test } from "vitest";
import {
  brainTensors,
  decodeBrain,
  encodeBrain,
  installBrain,
} from "../../bridge/weights/brain-file.ts";
import type { Provenance } from "../../bridge/weights/provenance.ts";
import type { Tensor } from "../../bridge/weights/safetensors.ts";
import { decodeTensors, encodeTensors } from "../../bridge/weights/safetensors.ts";
import { loadKernels } from "../../cli/load-kernels.ts";
import { allocateBrain } from "../../controller/brain-weights.ts";
import { initialiseCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import { makeRandom } from "../../sim/random.ts";

const figures = {
  endpointErrorMm: 1,
  pathRmsMm: 1,
  reaches: 8,
  drawingRmsMm: 2,
  drawingMaxMm: 5,
  predictionRmsMm: 1,
};
const provenance: Provenance = {
  format: "purkinje-brain-1",
  command: "purkinje train reach",
  version: "0.0.0",
  engine: "typescript",
  seed: 1,
  iterations: 2,
  trainedAt: "2026-01-01T00:00:00.000Z",
  arm: "li-todorov",
  viscosity: 2,
  hidden: 6,
  granuleCells: 3,
  commands: 2,
  brainPeriod: 0.01,
  evaluation: {
    seeds: [1],
    rounds: 1,
    delay: 0.1,
    noise: 1,
    intact: figures,
    cerebellumOff: figures,
  },
};
const fresh = (engine: Kernels["name"] = "typescript") =>
  loadKernels({ prefer: engine, megabytes: 1 });

function grown(kernels: Kernels, commands = provenance.commands) {
  const random = makeRandom(8);
  const { hidden, granuleCells } = provenance;
  const brain = allocateBrain(kernels, hidden, granuleCells, random, commands);
  initialiseCortex(kernels, brain.cortex, () => Math.fround(random.uniform()));
  const { weights, covariance } = brain.cerebellum.purkinje;
  for (let i = 0; i < weights.length; i++) weights[i] = random.normal();
  for (let i = 0; i < covariance.length; i++) covariance[i] = random.normal();
  return brain;
}
const kernels = fresh();
const bytes = encodeBrain(kernels, grown(kernels), provenance);

/** The file again, with its tensors and its record changed. */
function changed(
  change: (tensors: Record<string, Tensor>) => void,
  record: object = {},
): Uint8Array {
  const file = decodeTensors(bytes);
  if (typeof file === "string") throw new Error(file);
  const tensors = { ...file.tensors };
  change(tensors);
  const text = JSON.stringify({ ...provenance, ...record });
  return encodeTensors({ tensors, metadata: { purkinje: text } });
}
const install = (from: Uint8Array, into = fresh()) => {
  const file = decodeBrain(from);
  return typeof file === "string" ? file : installBrain(into, file);
};

describe("a brain file", () => {
  test.each(["typescript", "wasm-simd"] as const)("is the whole brain again on %s", (engine) => {
    const into = fresh(engine);
    const brain = install(bytes, into);
    if (typeof brain === "string") throw new Error(brain);
    const before = brainTensors(kernels, grown(fresh()));
    expect(Object.keys(brainTensors(into, brain))).toEqual(Object.keys(before));
    const again = decodeBrain(encodeBrain(into, brain, provenance));
    expect(again).toEqual(decodeBrain(bytes));
  });

  test("carries its provenance", () => {
    const file = decodeBrain(bytes);
    expect(typeof file === "string" ? file : file.provenance).toEqual(provenance);
  });

  test("may be of a brain for six muscles", () => {
    const record = { ...provenance, arm: "arm26", commands: 6 };
    const file = decodeBrain(encodeBrain(kernels, grown(fresh(), 6), record));
    if (typeof file === "string") throw new Error(file);
    const { cortex, cerebellum } = installBrain(fresh(), file);
    expect(cortex.shapes.outWeight).toEqual([6, provenance.hidden]);
    // Felt angles and velocities, four copies of six commands, a constant, and granule cells.
    expect(cerebellum.purkinje.inputs).toBe(4 + 4 * 6 + 1 + provenance.granuleCells);
  });

  test("that says nothing of its commands is of a brain for two torques", () => {
    const file = decodeBrain(changed(() => {}, { commands: undefined }));
    expect(typeof file === "string" ? file : file.provenance.commands).toBe(2);
  });

  test("keeps cortical weights in single precision and the cerebellum's in double", () => {
    const file = decodeTensors(bytes);
    if (typeof file === "string") throw new Error(file);
    for (const [name, { values }] of Object.entries(file.tensors)) {
      expect(values instanceof Float32Array, name).toBe(name.startsWith("cortex"));
    }
  });
});

describe("a brain file is refused with half a sentence", () => {
  test.each([
    ["cortex.lstm.weight"],
    ["cortex.out.bias"],
    ["cerebellum.granule.fibres"],
    ["cerebellum.purkinje.covariance"],
  ])("without %s", (name) => {
    const without = changed((tensors) => delete tensors[name]);
    expect(install(without)).toBe(`it holds no tensor ${name}`);
  });

  test("with a tensor of another shape", () => {
    const odd = changed((tensors) => {
      tensors["cortex.out.bias"] = { shape: [3], values: new Float32Array(3) };
    });
    expect(install(odd)).toBe("tensor cortex.out.bias should be 2, found 3");
  });

  test("with the right numbers in the wrong shape", () => {
    const odd = changed((tensors) => {
      const { values } = tensors["cortex.out.weight"];
      tensors["cortex.out.weight"] = { shape: [6, 2], values };
    });
    expect(install(odd)).toBe("tensor cortex.out.weight should be 2 × 6, found 6 × 2");
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("with a weight of %s", (bad) => {
    const odd = changed((tensors) => {
      tensors["cerebellum.purkinje.weight"].values[5] = bad;
    });
    expect(install(odd)).toBe("tensor cerebellum.purkinje.weight holds a value that is no number");
  });

  test("without a provenance record", () => {
    const foreign = encodeTensors({ tensors: {}, metadata: { format: "pt" } });
    expect(install(foreign)).toBe(
      "it was not written by purkinje: its metadata has no provenance record",
    );
  });

  test("with a record that is not JSON", () => {
    const foreign = encodeTensors({ tensors: {}, metadata: { purkinje: "{" } });
    expect(install(foreign)).toBe("its provenance record is not JSON");
  });

  test.each([
    ["format", { format: "purkinje-brain-2" }],
    ["hidden", { hidden: 0 }],
    ["hidden", { hidden: 1.5 }],
    ["granuleCells", { granuleCells: -1 }],
    [
      "evaluation.intact.pathRmsMm",
      { evaluation: { ...provenance.evaluation, intact: { ...figures, pathRmsMm: "1" } } },
    ],
  ])("naming %s where the record is wrong about it", (path, record) => {
    expect(install(changed(() => {}, record))).toContain(
      `its provenance record does not say ${path}: `,
    );
  });

  test("where the record announces another size than the tensors have", () => {
    expect(install(changed(() => {}, { hidden: 7 }))).toContain("should be 28 × 25, found 24 × 24");
  });

  // No room may be made for what the record announces before the tensors bear it out.
  test.each([{ hidden: 1e6 }, { granuleCells: 1e9 }])("where it announces %o", (record) => {
    expect(install(changed(() => {}, record))).toBeTypeOf("string");
  });

  // A fibre that there is not makes the granule cell's rate NaN, and the loop fault.
  test("where a granule cell listens to a fibre that there is not", () => {
    const odd = changed((tensors) => {
      tensors["cerebellum.granule.fibres"].values[0] = 13;
    });
    expect(install(odd)).toBeTypeOf("string");
  });
});
