import { expect, test } from "vitest";
import type { SequenceBatch } from "../../../controller/learning/ccrnn/sequence-batch.ts";
import { noisyBatch, plain, seededWeights, small, tfjs } from "./small-tasks.ts";

/** The same inputs, with errors so small that nothing is clipped. */
function nearlyRight(batch: SequenceBatch, answers: Float32Array): SequenceBatch {
  const { targets } = batch;
  if (targets.kind !== "values") throw new Error("this is about values");
  const values = targets.values.map((value, i) => answers[i] + 0.01 * value);
  return { ...batch, targets: { ...targets, values } };
}

const norm = (arrays: readonly Float64Array[]): number =>
  Math.sqrt(arrays.reduce((sum, array) => sum + array.reduce((s, g) => s + g * g, 0), 0));

// Adam forgets a scale that is always the same, so one batch is clipped and the next is not.
test.each([
  ["joint", "plain kernels", plain, 1e-9],
  ["separate", "plain kernels", plain, 1e-9],
  ["joint", "tfjs", tfjs, 1e-4],
  ["separate", "tfjs", tfjs, 1e-4],
] as const)("a %s clip on %s scales what Adam gets to a norm of 0.05", (clip, _, make, rtol) => {
  const config = small({ clip, clipNorm: 0.05, window: 2 });
  const weights = seededWeights(config, 6, false);
  const learner = make({ config, weights });
  const { beta1, beta2, epsilon, rate } = config.adam;
  const names = Object.keys(weights);
  const isCerebellar = (name: string) => /\d$/.test(name);
  const expected = Object.fromEntries(names.map((name) => [name, weights[name].slice()]));
  const first = Object.fromEntries(names.map((name) => [name, weights[name].map(() => 0)]));
  const second = Object.fromEntries(names.map((name) => [name, weights[name].map(() => 0)]));
  const wasClipped: boolean[] = [];

  [0, 1].forEach((i) => {
    const loud = noisyBatch(1);
    const batch = i === 0 ? loud : nearlyRight(loud, learner.evaluate(loud).outputs);
    learner.trainBatch(batch);
    const gradients = learner.gradients();
    const normOf = (wanted: (name: string) => boolean) =>
      norm(names.filter(wanted).map((name) => gradients[name]));
    wasClipped.push(normOf((name) => !isCerebellar(name)) > 0.05);
    for (const name of names) {
      const whole = normOf(
        (other) => clip === "joint" || isCerebellar(other) === isCerebellar(name),
      );
      const scale = whole > 0.05 ? 0.05 / (whole + 1e-6) : 1;
      gradients[name].forEach((g, k) => {
        const m = beta1 * first[name][k] + (1 - beta1) * scale * g;
        const v = beta2 * second[name][k] + (1 - beta2) * (scale * g) ** 2;
        first[name][k] = m;
        second[name][k] = v;
        const spread = Math.sqrt(v / (1 - beta2 ** (i + 1))) + epsilon;
        expected[name][k] -= (rate * (m / (1 - beta1 ** (i + 1)))) / spread;
      });
    }
  });
  expect(wasClipped).toEqual([true, false]);
  const found = learner.weights();
  for (const name of names)
    expect(found[name], name).toBeNear(expected[name], { rtol, atol: rtol });
});
