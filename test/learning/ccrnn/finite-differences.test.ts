import { expect, test } from "vitest";
import { numericalGradient } from "../../support/gradient.ts";
import {
  noisyBatch,
  plain,
  seededWeights,
  sizes,
  small,
  wordBatch,
  wordSizes,
} from "./small-tasks.ts";

test.each(["lstm", "tanh"] as const)(
  "full back-propagation through a %s cortex is the slope of the loss",
  (kind) => {
    const config = small({
      cortex: { kind, hidden: 4, biases: 2 },
      cerebellum: "none",
      window: "full",
      interval: 3,
    });
    const weights = seededWeights(config, 11);
    const batch = noisyBatch(3);
    const learner = plain({ config, weights });
    // What is reported is the sum over steps 0, 3, 6, divided by all seven; L is the mean of three.
    const loss = () => {
      learner.setWeights(weights);
      return (learner.trainBatch(batch).loss * sizes.steps) / (3 * sizes.outputs);
    };
    loss();
    const gradients = learner.gradients();
    for (const [name, values] of Object.entries(weights)) {
      expect(gradients[name], name).toBeNear(numericalGradient(loss, values), {
        rtol: 1e-6,
        atol: 1e-9,
      });
    }
  },
);

test.each([false, true])("so it is through words and a picture, with gains: %s", (hasGains) => {
  const config = small({
    cortex: { kind: "lstm", hidden: 4, biases: 2 },
    embedding: { width: 5 },
    cerebellum: "none",
    window: "full",
    interval: 1,
  });
  const weights = seededWeights(config, 12, false, wordSizes);
  const batch = wordBatch(3, 5, hasGains);
  const learner = plain({ config, weights, sizes: wordSizes });
  const loss = () => {
    learner.setWeights(weights);
    return learner.trainBatch(batch).loss;
  };
  loss();
  const gradients = learner.gradients();
  for (const [name, values] of Object.entries(weights)) {
    expect(gradients[name], name).toBeNear(numericalGradient(loss, values), {
      rtol: 1e-6,
      atol: 1e-9,
    });
  }
});
