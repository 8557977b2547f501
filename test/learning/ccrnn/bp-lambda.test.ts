import { describe, expect, test } from "vitest";
import type { LearnerConfig } from "../../../controller/learning/ccrnn/learner-config.ts";
import { tracedUpdate } from "./eligibility-traces.ts";
import { noisyBatch, plain, seededWeights, sizes, small } from "./small-tasks.ts";

const S = 3;
const N = 4;
const config = (lambda: number, gamma: number, change: Partial<LearnerConfig> = {}) =>
  small({
    cortex: { kind: "tanh", hidden: S, biases: 2 },
    cerebellum: { granules: N, layers: 1, fanIn: "dense", mossyFibres: "normal" },
    targets: { kind: "bp-lambda", lambda, gamma },
    terminal: "zero",
    window: 1,
    ...change,
  });

describe("BP(λ)", () => {
  test.each([
    [0, 0.9],
    [0.6, 0.9],
    [0.95, 1],
    [1, 1],
  ])(
    "λ = %d, γ = %d: one walk back gives what eligibility traces give forwards",
    (lambda, gamma) => {
      const weights = seededWeights(config(lambda, gamma), 4);
      const learner = plain({ config: config(lambda, gamma), weights });
      const batch = noisyBatch(8);
      const { states } = learner.analyse(batch);
      learner.trainBatch(batch);
      const { W0, b0, W1, b1 } = learner.gradients();
      const found = [...W0, ...b0, ...W1, ...b1];

      const sum = found.map(() => 0);
      for (let s = 0; s < sizes.batch; s++) {
        const path = pathOf(states, s);
        // The last state enters no step, so it is not among those that were looked at.
        const update = tracedUpdate({ ...path(weights, batch), lambda, gamma });
        update.forEach((value, p) => {
          sum[p] += value;
        });
      }
      const expected = sum.map((value) => -2 * value);
      const largest = Math.max(...expected.map(Math.abs));
      expect(found).toBeNear(expected, { rtol: 1e-9, atol: 1e-9 * largest });
    },
  );

  test("with λ = γ = 1 and nothing after the end, the targets are the true gradients", () => {
    for (const window of [1, 3] as const) {
      const chosen = config(1, 1, { window, cortex: { kind: "lstm", hidden: S, biases: 2 } });
      const learner = plain({ config: chosen, weights: seededWeights(chosen, 4) });
      const { targets, trueGradients } = learner.analyse(noisyBatch(8));
      expect(targets).toBeNear(trueGradients, { rtol: 1e-12, atol: 1e-15 });
    }
  });

  test("with λ = 1, what the last step alone tells is discounted by step, whatever the window", () => {
    const discounts = [1, 2, 3].map((window) => {
      const chosen = config(1, 0.5, { window, interval: "last" });
      const learner = plain({ config: chosen, weights: seededWeights(chosen, 4) });
      const { targets, trueGradients } = learner.analyse(noisyBatch(8));
      return targets[0] / trueGradients[0];
    });
    // Step 6 of 0 … 6 begins a window in each case.
    expect(discounts).toBeNear([0.5 ** 6, 0.5 ** 6, 0.5 ** 6], { rtol: 1e-12 });
  });

  test("with λ = 0 and γᴷ = scale, it is the rule of windows", () => {
    const scale = { window: 2, syntheticScale: 0.25 };
    const windows = config(0, 0.5, { targets: { kind: "window" }, ...scale });
    const traces = { ...windows, targets: { kind: "bp-lambda", lambda: 0, gamma: 0.5 } } as const;
    const [a, b] = [windows, traces].map((chosen) => {
      const learner = plain({ config: chosen, weights: seededWeights(chosen, 4) });
      learner.trainBatch(noisyBatch(8));
      return learner.gradients();
    });
    expect(a).toEqual(b);
  });
});

type Weights = ReturnType<typeof seededWeights>;
type Batch = ReturnType<typeof noisyBatch>;

/** What the traces of one sample need, from its states and the weights, by the equations. */
const pathOf = (states: Float64Array, sample: number) => (weights: Weights, batch: Batch) => {
  const { Wi, Wh, bi, bh, Wo, bo, W0, b0, W1, b1 } = weights;
  const { steps, batch: samples, inputs, inputWidth, targets } = batch;
  if (targets.kind !== "values") throw new Error("this is about values");
  const path = Array.from({ length: steps }, (_, t) =>
    Array.from({ length: S }, (_unused, i) => states[(t * samples + sample) * S + i]),
  );
  const x = (t: number, i: number) => inputs[(t * samples + sample) * inputWidth + i];
  const after = (a: readonly number[], t: number) =>
    a.map((_, i) => {
      let z = bi[i] + bh[i];
      for (let k = 0; k < inputWidth; k++) z += Wi[i * inputWidth + k] * x(t, k);
      for (let k = 0; k < S; k++) z += Wh[i * S + k] * a[k];
      return Math.tanh(z);
    });
  path.push(after(path[steps - 1], steps - 1));

  const slopes = path.map((a, t) => {
    const slope = a.map(() => 0);
    // The output of step t − 1 is read from a_t, and supervised where t − 1 is even.
    if (t === 0 || (t - 1) % 2 !== 0) return slope;
    for (let o = 0; o < targets.width; o++) {
      let error = bo[o] - targets.values[((t - 1) * samples + sample) * targets.width + o];
      for (let k = 0; k < S; k++) error += Wo[o * S + k] * a[k];
      for (let k = 0; k < S; k++) {
        slope[k] += (2 * error * Wo[o * S + k]) / (samples * targets.width);
      }
    }
    return slope;
  });

  const granules = (a: readonly number[]) =>
    Array.from({ length: N }, (_, g) => {
      let u = b0[g];
      for (let k = 0; k < S; k++) u += W0[g * S + k] * a[k];
      return Math.max(0, u);
    });
  const predict = (a: readonly number[]) =>
    a.map((_, i) => granules(a).reduce((sum, g, j) => sum + W1[i * N + j] * g, b1[i]));
  const jacobian = (a: readonly number[]) => {
    const active = granules(a);
    return a.map((_, i) => [
      ...active.flatMap((g, j) => a.map((ak) => (g > 0 ? W1[i * N + j] * ak : 0))),
      ...active.map((g, j) => (g > 0 ? W1[i * N + j] : 0)),
      ...a.flatMap((_unused, row) => active.map((g) => (row === i ? g : 0))),
      ...a.map((_unused, row) => (row === i ? 1 : 0)),
    ]);
  };
  return { states: path, slopes, Wh, predict, jacobian };
};
