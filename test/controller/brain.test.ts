import { describe, expect, test } from "vitest";
import { makeBrain } from "../../controller/brain.ts";
import { copyCerebellum, growCerebellum } from "../../controller/brain-weights.ts";
import { makeForwardModel } from "../../controller/cerebellum/forward-model.ts";
import { allocateCortex, makeCortex } from "../../controller/cortex/cortex.ts";
import { corticalInput, inputWidth } from "../../controller/cortex/cortical-input.ts";
import { makeGoalPlayer } from "../../controller/goal/goal-player.ts";
import { createTypescriptKernels } from "../../controller/kernels/typescript-kernels.ts";
import { makeRandom } from "../../sim/random.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";
import { arm } from "./small-brain.ts";

/** A brain, and what its cortex was told last. */
function observed() {
  const kernels = createTypescriptKernels(10_000);
  const cortex = makeCortex(kernels, allocateCortex(kernels, 4));
  const told = new Float64Array(inputWidth(2));
  const cerebellum = growCerebellum(8, makeRandom(1));
  const { home } = corticalInput(arm, WORKSPACE);
  const brain = makeBrain({
    cortex: {
      ...cortex,
      act(torque, x) {
        told.set(x);
        cortex.act(torque, x);
      },
    },
    forwardModel: makeForwardModel({
      home,
      granules: cerebellum.granules,
      cells: cerebellum.purkinje,
      memory: 33,
    }),
    goals: makeGoalPlayer(...WORKSPACE.centre),
    arm,
    workspace: WORKSPACE,
    memory: 33,
  });
  const command = new Float64Array(2);
  return {
    brain,
    told,
    cerebellum,
    home,
    run(from: number, to: number) {
      for (let k = from; k < to; k++) {
        const t = 0.01 * k;
        const senses = [home[0] + 0.1 * Math.sin(t), home[1], 0.1 * Math.cos(3 * t), 0.2, 0.1];
        brain.step(command, Float64Array.from(senses), t);
        brain.sent(Float64Array.of(Math.sin(t), 0.3), t);
      }
    },
  };
}

const senses = (home: readonly [number, number]) =>
  Float64Array.of(home[0] + 0.4, home[1] - 0.4, 3, -6, 0.1);

describe("with its cerebellum", () => {
  test("a brain tells its cortex where the limb is by now", () => {
    const { brain, told, home } = observed();
    brain.step(new Float64Array(2), senses(home), 1);
    // Nothing is learnt yet, so 100 ms at the felt velocity are added.
    expect(told.subarray(0, 4)).toBeNear([1 + 0.3 / 0.4, -1 - 0.6 / 0.4, 1, -2], { atol: 1e-9 });
    expect(brain.estimate).toBeNear([home[0] + 0.7, home[1] - 1, 3, -6], { atol: 1e-9 });
  });

  test("and its olive, a brain learns", () => {
    const { cerebellum, run } = observed();
    run(0, 100);
    expect(Math.max(...cerebellum.purkinje.weights.map(Math.abs))).toBeGreaterThan(0);
  });

  test("and no olive, a brain goes on predicting and learns nothing", () => {
    const { brain, cerebellum, home, run } = observed();
    run(0, 100);
    brain.olive = false;
    const before = [...cerebellum.purkinje.weights, ...cerebellum.purkinje.covariance];
    run(100, 200);
    expect([...cerebellum.purkinje.weights, ...cerebellum.purkinje.covariance]).toEqual(before);
    expect(brain.estimate[0]).not.toBe(home[0] + 0.1 * Math.sin(1.99));
  });
});

describe("without its cerebellum", () => {
  test("a brain tells its cortex what the late senses say", () => {
    const { brain, told, home } = observed();
    brain.cerebellum = false;
    brain.step(new Float64Array(2), senses(home), 1);
    expect(told.subarray(0, 4)).toBeNear([1, -1, 1, -2], { atol: 1e-9 });
    expect(Array.from(brain.estimate)).toEqual([...senses(home).subarray(0, 4)]);
  });

  test("a brain learns nothing", () => {
    const { brain, cerebellum, run } = observed();
    brain.cerebellum = false;
    run(0, 100);
    expect(Math.max(...cerebellum.purkinje.weights.map(Math.abs))).toBe(0);
  });
});

describe("a brain", () => {
  test("tells its cortex the command that went out, not the one that it gave", () => {
    const { brain, told, home } = observed();
    brain.step(new Float64Array(2), senses(home), 1);
    brain.sent(Float64Array.of(2.5, -1), 1);
    brain.step(new Float64Array(2), senses(home), 1.01);
    expect(told.subarray(16)).toBeNear([0.5, -0.25], { atol: 1e-12 });
  });

  test("tells its cortex where the hand should be from now to 200 ms ahead", () => {
    const { brain, told, home } = observed();
    const [cx, cy] = WORKSPACE.centre;
    brain.goals.reach(1, cx + 0.1, cy);
    brain.step(new Float64Array(2), Float64Array.from([...home, 0, 0, 0]), 1.1);
    const wish = new Float64Array(2);
    const expected = [0, 0.05, 0.1, 0.15, 0.2].flatMap((ahead) => {
      brain.goals.position(wish, 1.1 + ahead);
      return [(wish[0] - cx) / 0.05, (wish[1] - cy) / 0.05];
    });
    expect(told.subarray(6, 16)).toBeNear(expected, { atol: 1e-9 });
  });
});

test("a copied cerebellum knows the same and learns by itself", () => {
  const original = growCerebellum(3, makeRandom(5));
  original.purkinje.weights.fill(0.5);
  const twin = copyCerebellum(original);
  expect(twin.purkinje.weights).toEqual(original.purkinje.weights);
  twin.purkinje.learn(new Float64Array(16).fill(1), new Float64Array(4).fill(1));
  expect(Math.max(...original.purkinje.weights)).toBe(0.5);
  expect(original.purkinje.covariance[0]).toBe(1);
});
