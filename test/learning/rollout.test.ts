import { expect, test } from "vitest";
import { loadKernels } from "../../cli/load-kernels.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { commandSpace } from "../../controller/cortex/command-space.ts";
import { allocateCortex, initialiseCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import { allocateEpisodes } from "../../controller/learning/episodes.ts";
import { makeRollout } from "../../controller/learning/rollout.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { practise } from "../../sim/tasks/practice.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";
import { numericalGradient } from "../support/gradient.ts";

const hidden = 5;
const batch = 4;
const ticks = 12;

const arms = [presetArm("li-todorov", 2), presetArm("arm26")];

function setUp(kernels: Kernels, arm: Arm) {
  const commands = commandSpace(arm);
  const random = makeRandom(3);
  const weights = allocateCortex(kernels, hidden, commands.size);
  const gradient = allocateCortex(kernels, hidden, commands.size);
  initialiseCortex(kernels, weights, random.uniform, commands);
  const episodes = allocateEpisodes(batch, ticks, commands.size);
  practise(episodes, arm, random, { period: BRAIN_PERIOD, noise: 1, lag: 4 });
  const rollout = makeRollout({
    kernels,
    weights,
    gradient,
    arm,
    workspace: WORKSPACE,
    loss: { velocity: 0.02, effort: 0.01, change: 0.5 },
    batch,
    horizonMax: ticks,
    substeps: 2,
  });
  const loss = rollout.forward(episodes, ticks);
  rollout.backward();
  return {
    loss,
    rollout,
    episodes,
    weights: kernels.view(weights.start, weights.count),
    gradient: Float64Array.from(kernels.view(gradient.start, gradient.count)),
  };
}

test.each(arms)("the gradient through cortex and $name agrees with finite differences", (arm) => {
  const kernels = loadKernels({ prefer: "typescript", megabytes: 8 });
  const { rollout, episodes, weights, gradient } = setUp(kernels, arm);
  if (!(weights instanceof Float64Array)) throw new Error("the specification works in Float64");
  const measured = numericalGradient(() => rollout.forward(episodes, ticks), weights);
  expect(gradient).toBeNear(measured, { atol: 1e-6, rtol: 1e-5 });
});

test.each(arms)("both engines find the same loss and gradient with $name", (arm) => {
  const exact = setUp(loadKernels({ prefer: "typescript", megabytes: 8 }), arm);
  const quick = setUp(loadKernels({ prefer: "wasm-simd", megabytes: 8 }), arm);
  expect(quick.loss).toBeCloseTo(exact.loss, 3);
  const scale = Math.max(...exact.gradient.map(Math.abs));
  expect(quick.gradient).toBeNear(exact.gradient, { atol: 1e-4 * scale, rtol: 1e-3 });
});
