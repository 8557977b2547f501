import { expect, test } from "vitest";
import { loadKernels } from "../../cli/load-kernels.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { allocateCortex, initialiseCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import { allocateEpisodes } from "../../controller/learning/episodes.ts";
import { makeRollout } from "../../controller/learning/rollout.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { practise } from "../../sim/tasks/practice.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";
import { numericalGradient } from "../support/gradient.ts";

const hidden = 5;
const batch = 4;
const ticks = 12;

function setUp(kernels: Kernels) {
  const arm = presetArm("li-todorov", 2);
  const random = makeRandom(3);
  const weights = allocateCortex(kernels, hidden);
  const gradient = allocateCortex(kernels, hidden);
  initialiseCortex(kernels, weights, random.uniform);
  const episodes = allocateEpisodes(batch, ticks);
  practise(episodes, arm, random, { period: BRAIN_PERIOD, noise: 1, lag: 4 });
  const rollout = makeRollout({
    kernels,
    weights,
    gradient,
    arm,
    workspace: WORKSPACE,
    loss: { velocity: 0.02, torque: 0.01, torqueChange: 0.5 },
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

test("the gradient through cortex and arm agrees with finite differences", () => {
  const { rollout, episodes, weights, gradient } = setUp(
    loadKernels({ prefer: "typescript", megabytes: 8 }),
  );
  if (!(weights instanceof Float64Array)) throw new Error("the specification works in Float64");
  const measured = numericalGradient(() => rollout.forward(episodes, ticks), weights);
  expect(gradient).toBeNear(measured, { atol: 1e-6, rtol: 1e-5 });
});

test("both engines find the same loss and gradient", () => {
  const exact = setUp(loadKernels({ prefer: "typescript", megabytes: 8 }));
  const quick = setUp(loadKernels({ prefer: "wasm-simd", megabytes: 8 }));
  expect(quick.loss).toBeCloseTo(exact.loss, 3);
  const scale = Math.max(...exact.gradient.map(Math.abs));
  expect(quick.gradient).toBeNear(exact.gradient, { atol: 1e-4 * scale, rtol: 1e-3 });
});
