/** A learner as a decoder: reads what was said so far from the beginning, and says what follows. */
import type { SequenceLearner } from "../../../controller/learning/ccrnn/learner.ts";
import type { NextWord } from "../../metrics/captions/decoding.ts";

/**
 * States are the tokens that were read after the picture. Reading them anew for every word takes
 * n² steps for n words, of which there are few, and works with every engine.
 */
export function nextWord(
  learner: SequenceLearner,
  features: Float32Array,
): NextWord<readonly number[]> {
  const classes = learner.sizes.outputs;
  return {
    start: [],
    step(before, token) {
      const state = [...before, token];
      const steps = state.length + 1;
      const { outputs } = learner.evaluate({
        batch: 1,
        steps,
        inputs: features,
        inputWidth: features.length,
        tokens: Int32Array.from([-1, ...state]),
        targets: { kind: "classes", labels: new Int32Array(steps).fill(-1), classes },
      });
      return { state, logits: outputs.subarray(state.length * classes) };
    },
  };
}
