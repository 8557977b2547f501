/** Learners on our kernels, each with a memory of its own. */
import { forwardDriveLearner } from "../../controller/learning/ccrnn/forward-drive.ts";
import { kernelLearner } from "../../controller/learning/ccrnn/kernel-learner.ts";
import { learnerMegabytes } from "../../controller/learning/ccrnn/kernel-memory.ts";
import type { Engines } from "../../sim/experiments/paper/perform-run.ts";
import { loadKernels } from "../load-kernels.ts";

/** For a learner that drives, whose tensors are all small. */
const DRIVE_MEGABYTES = 64;

export const kernelEngines: Engines = {
  ccrnn: (config, sizes, weights) => {
    const kernels = loadKernels({ megabytes: learnerMegabytes(config, sizes) });
    return kernelLearner({ kernels, config, sizes, weights });
  },
  forwardDrive: (config, sizes, weights) => {
    const kernels = loadKernels({ megabytes: DRIVE_MEGABYTES });
    return forwardDriveLearner({ kernels, config, sizes, weights });
  },
};
