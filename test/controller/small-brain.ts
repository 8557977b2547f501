/** A brain of random weights with its simulated arm: nothing that a test here needs is trained. */
import { loadKernels } from "../../cli/load-kernels.ts";
import { allocateBrain } from "../../controller/brain-weights.ts";
import { initialiseCortex, makeCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import type { Probe } from "../../controller/stages.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRig } from "../../sim/experiments/rig.ts";
import { makeRandom } from "../../sim/random.ts";

export const arm = presetArm("li-todorov", 2);

interface Choice {
  readonly engine?: Kernels["name"];
  readonly delay?: number;
  readonly noise?: number;
  readonly granules?: number;
  readonly probe?: Probe;
}

export function smallBrain({
  engine = "typescript",
  delay = 0.1,
  noise = 1,
  granules = 10,
  probe,
}: Choice) {
  const kernels = loadKernels({ prefer: engine, megabytes: 1 });
  const random = makeRandom(4);
  const { cortex, cerebellum } = allocateBrain(kernels, 12, granules, random);
  initialiseCortex(kernels, cortex, random.uniform);
  const running = makeCortex(kernels, cortex);
  const rig = makeRig({
    cortex: running,
    cerebellum,
    arm,
    random,
    delay,
    noise,
    ...(probe ? { probe } : {}),
  });
  return { ...rig, cerebellum, kernels, cortex, running };
}
