import { expect, test } from "vitest";
import { UNTOUCHED } from "../../../controller/learning/ccrnn/influence.ts";
import type { LearnerConfig } from "../../../controller/learning/ccrnn/learner-config.ts";
import { noisyBatch, plain, seededWeights, simd, small, tfjs } from "./small-tasks.ts";

const RIDGE = 0.02;

/** Seven steps of five samples are 35 states: more of them than of few cells, fewer than of many. */
const config = (granules: number): LearnerConfig =>
  small({
    cerebellum: { granules, layers: 1, fanIn: "dense", mossyFibres: "normal" },
    window: 2,
    everyTick: true,
    terminal: "zero",
    mossySignal: "standard",
    targets: { kind: "bp-lambda", lambda: 0.7, gamma: 0.8 },
    cerebellarRule: { kind: "projection", ridge: RIDGE },
  });

test.each([
  [8, "plain kernels", plain, 1e-9],
  [48, "plain kernels", plain, 1e-9],
  [8, "simd kernels", simd, 1e-3],
  [48, "simd kernels", simd, 1e-3],
  [8, "tfjs", tfjs, 1e-3],
  [48, "tfjs", tfjs, 1e-3],
] as const)(
  "with %d granule cells on %s, no other change would have cost less",
  (N, _, make, rtol) => {
    const weights = seededWeights(config(N), 4);
    const learner = make({ config: config(N), weights });
    const batch = noisyBatch(8);
    const seen = learner.analyse(batch);
    learner.trainBatch(batch);
    const after = learner.weights();
    const S = seen.stateWidth;
    const states = seen.targets.length / S;
    const change = (name: "W1" | "b1", at: number) => after[name][at] - weights[name][at];

    let power = states;
    for (const g of seen.granules) power += g * g;
    // Where the cost is least, its slope is nothing: Σ (d̄ − d̂ − ΔW g) gᵀ = ρ Σ‖g‖² ΔW.
    const pull = new Float64Array(S * (N + 1));
    const held = new Float64Array(S * (N + 1));
    for (let i = 0; i < S; i++) {
      for (let r = 0; r < states; r++) {
        let error = seen.targets[r * S + i] - seen.predictions[r * S + i] - change("b1", i);
        for (let j = 0; j < N; j++) error -= change("W1", i * N + j) * seen.granules[r * N + j];
        for (let j = 0; j < N; j++) pull[i * (N + 1) + j] += error * seen.granules[r * N + j];
        pull[i * (N + 1) + N] += error;
      }
      for (let j = 0; j < N; j++) held[i * (N + 1) + j] = RIDGE * power * change("W1", i * N + j);
      held[i * (N + 1) + N] = RIDGE * power * change("b1", i);
    }
    const largest = Math.max(...held.map(Math.abs));
    expect(largest).toBeGreaterThan(0);
    expect(pull).toBeNear(held, { atol: rtol * largest });
    expect(after["W0"]).toBeNear(weights["W0"], { rtol: 1e-7 });
  },
);

test("samples that are the same teach the same, whether computed once or each by itself", () => {
  const one = noisyBatch(3, 1);
  if (one.targets.kind !== "values") throw new Error("this is about values");
  const five = (from: Float32Array, width: number) =>
    Float32Array.from({ length: 5 * from.length }, (_, k) => {
      const step = Math.floor(k / (5 * width));
      return from[step * width + (k % width)];
    });
  const batch = {
    ...one,
    batch: 5,
    inputs: five(one.inputs, one.inputWidth),
    targets: { ...one.targets, values: five(one.targets.values, one.targets.width) },
  };
  const weights = seededWeights(config(48), 4);
  const [once, each] = [true, false].map((mergeEqualSamples) => {
    const learner = plain({ config: config(48), weights, mergeEqualSamples });
    learner.trainBatch(batch);
    return learner.weights();
  });
  for (const name of ["W1", "b1", "Wh"]) {
    expect(once[name], name).toBeNear(each[name], { rtol: 1e-6, atol: 1e-9 });
  }
});

test.each([
  ["plain kernels", plain],
  ["tfjs", tfjs],
] as const)("without an olive, nothing changes on %s", (_, make) => {
  const weights = seededWeights(config(16), 4);
  const learner = make({ config: config(16), weights });
  const before = learner.weights();
  learner.trainBatch(noisyBatch(8), { ...UNTOUCHED, olive: "off" });
  for (const name of ["W0", "b0", "W1", "b1"]) {
    expect(learner.weights()[name], name).toEqual(before[name]);
  }
});
