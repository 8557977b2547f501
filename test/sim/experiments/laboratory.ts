import { installBrain } from "../../../bridge/weights/brain-file.ts";
import { loadKernels } from "../../../cli/load-kernels.ts";
import { readBrain, shippedBrain } from "../../../cli/read-brain.ts";
import { makeCortex } from "../../../controller/cortex/cortex.ts";
import type { ArmName } from "../../../plant/arm/presets.ts";
import { presetArm } from "../../../plant/arm/presets.ts";
import { openLaboratory } from "../../../sim/experiments/laboratory.ts";

const file = readBrain(shippedBrain());
export const kernels = loadKernels();
const { cortex, cerebellum } = installBrain(kernels, file);

/** Of the cortex that is in all its subjects, one after another. */
export const weights = cortex;

/** With the brain that ships. */
export const laboratory = openLaboratory(
  kernels,
  makeCortex(kernels, cortex),
  cerebellum,
  presetArm(file.provenance.arm as ArmName, file.provenance.viscosity),
);
