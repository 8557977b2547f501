/** A brain of random weights with its simulated arm: nothing that a test here needs is trained. */
import { loadKernels } from "../../cli/load-kernels.ts";
import { allocateBrain } from "../../controller/brain-weights.ts";
import { commandSpace } from "../../controller/cortex/command-space.ts";
import { initialiseCortex, makeCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import type { Probe } from "../../controller/stages.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { allocateLearning, ONLINE_CORTEX } from "../../sim/experiments/cortex-learning.ts";
import { makeRig } from "../../sim/experiments/rig.ts";
import { makeRandom } from "../../sim/random.ts";

export const arm = presetArm("li-todorov", 2);

interface Choice {
  readonly body?: Arm;
  readonly engine?: Kernels["name"];
  readonly delay?: number;
  readonly noise?: number;
  readonly granules?: number;
  readonly probe?: Probe;
  /** Whether the cortex learns while it moves. */
  readonly cortexLearning?: boolean;
}

export function smallBrain({
  body = arm,
  engine = "typescript",
  delay = 0.1,
  noise = 1,
  granules = 10,
  probe,
  cortexLearning = false,
}: Choice) {
  const kernels = loadKernels({ prefer: engine, megabytes: 1 });
  const random = makeRandom(4);
  const commands = commandSpace(body);
  const { cortex, cerebellum } = allocateBrain(kernels, 12, granules, random, commands.size);
  initialiseCortex(kernels, cortex, random.uniform, commands);
  const running = makeCortex(kernels, cortex, commands);
  const learning = cortexLearning && {
    cortexLearning: {
      kernels,
      memory: allocateLearning(kernels, running),
      settings: ONLINE_CORTEX,
    },
  };
  const rig = makeRig({
    cortex: running,
    cerebellum,
    arm: body,
    random,
    delay,
    noise,
    ...learning,
    ...(probe ? { probe } : {}),
  });
  rig.brain.cortexLearning = cortexLearning;
  return { ...rig, cerebellum, kernels, cortex, running };
}
