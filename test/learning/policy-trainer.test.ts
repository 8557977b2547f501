import { describe, expect, test } from "vitest";
import { loadKernels } from "../../cli/load-kernels.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { allocateCortex, initialiseCortex } from "../../controller/cortex/cortex.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import type { Episodes } from "../../controller/learning/episodes.ts";
import { allocateEpisodes } from "../../controller/learning/episodes.ts";
import { makePolicyTrainer } from "../../controller/learning/policy-trainer.ts";
import { makeRollout } from "../../controller/learning/rollout.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { practise } from "../../sim/tasks/practice.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";

const arm = presetArm("li-todorov", 2);
const loss = { velocity: 0.02, effort: 0.001, change: 0.05 };
const ITERATIONS = 30;

function school(engine: Kernels["name"], { seed = 1, batch = 8, noise = 1 } = {}) {
  const kernels = loadKernels({ prefer: engine, megabytes: 8 });
  const random = makeRandom(seed);
  const weights = allocateCortex(kernels, 8);
  initialiseCortex(kernels, weights, random.uniform);
  const trainer = makePolicyTrainer({
    kernels,
    weights,
    arm,
    workspace: WORKSPACE,
    loss,
    batch,
    substeps: 2,
    schedule: {
      iterations: ITERATIONS,
      rate: 1e-2,
      lastRate: 1e-4,
      firstHorizon: 10,
      horizon: 40,
      horizonWarmUp: 0.25,
      noiseWarmUp: 0.2,
      clip: 1,
    },
    practise: (episodes: Episodes, grown: number) =>
      practise(episodes, arm, random, { period: BRAIN_PERIOD, noise: noise * grown, lag: 3 }),
  });
  const live = kernels.view(weights.start, weights.count);
  return { trainer, random, live, kernels, weights };
}

/** The cost of a fixed set of calm movements under a school's present weights. */
function examined({ kernels, weights }: ReturnType<typeof school>): number {
  const episodes = allocateEpisodes(16, 60);
  practise(episodes, arm, makeRandom(99), { period: BRAIN_PERIOD, noise: 0, lag: 0 });
  const gradient = allocateCortex(kernels, 8);
  const options = { kernels, weights, gradient, arm, workspace: WORKSPACE, loss };
  return makeRollout({ ...options, batch: 16, horizonMax: 60, substeps: 2 }).forward(episodes, 60);
}

describe.each(["typescript", "wasm-simd"] as const)("on the %s kernels", (engine) => {
  test("thirty lessons make movements never practised better by half", () => {
    const pupil = school(engine);
    const before = examined(pupil);
    for (let i = 0; i < ITERATIONS; i++) pupil.trainer.step();
    expect(examined(pupil)).toBeLessThan(before / 2);
  });

  test("the same seed gives the same weights, to the bit", () => {
    const [one, other] = [school(engine), school(engine)];
    for (let i = 0; i < 10; i++) {
      expect(one.trainer.step()).toEqual(other.trainer.step());
    }
    expect([...one.live]).toEqual([...other.live]);
  });

  test("another seed gives others", () => {
    const [one, other] = [school(engine), school(engine, { seed: 2 })];
    one.trainer.step();
    other.trainer.step();
    expect([...one.live]).not.toEqual([...other.live]);
  });

  test("a run that is broken off and resumed ends where a whole one ends", () => {
    const whole = school(engine);
    for (let i = 0; i < 12; i++) whole.trainer.step();

    const first = school(engine);
    for (let i = 0; i < 5; i++) first.trainer.step();
    const second = school(engine, { seed: 77 });
    second.live.set(first.live);
    second.trainer.moments.first.set(first.trainer.moments.first);
    second.trainer.moments.second.set(first.trainer.moments.second);
    second.random.restore(first.random.save());
    second.trainer.resumeAt(first.trainer.iteration);
    for (let i = 5; i < 12; i++) second.trainer.step();
    expect(second.trainer.iteration).toBe(12);
    expect([...second.live]).toEqual([...whole.live]);
  });
});

describe("a lesson", () => {
  test("moves no weight by more than the learning rate allows", () => {
    const { trainer, live } = school("typescript");
    const before = live.slice();
    trainer.step();
    // Adam's first step is the rate in the direction of the gradient's sign.
    const moved = live.map((value, i) => Math.abs(value - before[i]));
    expect(Math.max(...moved)).toBeLessThanOrEqual(1e-2 * (1 + 1e-9));
    expect(Math.max(...moved)).toBeGreaterThan(0.99e-2);
  });

  test("with a gradient that is not a number leaves the weights alone", () => {
    const kernels = loadKernels({ prefer: "typescript", megabytes: 8 });
    const weights = allocateCortex(kernels, 4);
    initialiseCortex(kernels, weights, makeRandom(1).uniform);
    const trainer = makePolicyTrainer({
      kernels,
      weights,
      arm,
      workspace: WORKSPACE,
      loss,
      batch: 2,
      substeps: 1,
      schedule: {
        iterations: 10,
        rate: 1e-2,
        lastRate: 1e-4,
        firstHorizon: 10,
        horizon: 10,
        horizonWarmUp: 0.1,
        noiseWarmUp: 0.1,
        clip: 1,
      },
      practise: (episodes) => episodes.wish.fill(Number.NaN),
    });
    const live = kernels.view(weights.start, weights.count);
    const before = [...live];
    expect(trainer.step().gradientNorm).toBeNaN();
    expect([...live]).toEqual(before);
    expect(trainer.iteration).toBe(1);
  });
});
