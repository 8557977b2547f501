import { describe, expect, test } from "vitest";
import { allocateBrain } from "../../controller/brain-weights.ts";
import { initialiseCortex, makeCortex } from "../../controller/cortex/cortex.ts";
import { createTypescriptKernels } from "../../controller/kernels/typescript-kernels.ts";
import { tensor } from "../../controller/parameters.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { play } from "../../sim/experiments/play.ts";
import { makeRandom } from "../../sim/random.ts";
import type { Goal } from "../../sim/tasks/programme.ts";

const reach = (x: number, scored: boolean): Goal => ({ kind: "reach", x, y: 0.42, scored });
const stroke: Goal = { kind: "stroke", path: Float64Array.of(0, 0.42, 0.001, 0.42, 0.002, 0.42) };

function played(goals: readonly Goal[], { outBias = [0, 0], noise = 0 } = {}) {
  const kernels = createTypescriptKernels(20_000);
  const brain = allocateBrain(kernels, 4, 0, makeRandom(1));
  initialiseCortex(kernels, brain.cortex, makeRandom(1).uniform);
  tensor(kernels, brain.cortex, "outWeight").fill(0);
  tensor(kernels, brain.cortex, "outBias").set(outBias);
  return play({
    cortex: makeCortex(kernels, brain.cortex),
    cerebellum: brain.cerebellum,
    arm: presetArm("li-todorov", 2),
    random: makeRandom(3),
    delay: 0.1,
    noise,
    intact: true,
    goals,
  });
}

describe("a play", () => {
  test("scores the reaches that count and every stroke, and ends half a second after the last", () => {
    const { reaches, strokes, duration } = played([reach(0.1, true), reach(0, false), stroke]);
    expect([reaches.length, strokes.length]).toEqual([1, 1]);
    // Twice 0.6 s of reaching, an approach of 0.4 s, 20 ms, and four rests.
    expect(duration).toBeGreaterThan(1.2 + 0.4 + 0.02 + 4 * 0.5 - 0.02);
    expect(duration).toBeLessThan(1.2 + 0.4 + 0.02 + 4 * 0.5 + 0.1);
  });

  test("judges a hand that never moves by all that it should have moved", () => {
    const [{ pathMax, endpointError }] = played([reach(0.1, true)]).reaches;
    expect(endpointError).toBeCloseTo(0.1, 9);
    expect(pathMax).toBeCloseTo(0.1, 3);
  });

  test("finds that a hand at rest is where the brain believes it to be", () => {
    expect(played([reach(0.1, true)]).misjudgement).toBeLessThan(1e-12);
  });

  test("is the same again for the same seed, noise included", () => {
    const goals = [reach(0.1, true), stroke];
    const outBias = [0.1, -0.1];
    expect(played(goals, { outBias, noise: 1 })).toEqual(played(goals, { outBias, noise: 1 }));
  });

  test("ends when the brain faults", () => {
    const { reaches } = played([reach(0.1, true)], { outBias: [Number.NaN, 0] });
    expect(reaches).toEqual([]);
  });
});
