/**
 * The learner on native TensorFlow, held to what every engine is held to. It has a file of its own,
 * for tfjs and tfjs-node share one global engine, and the native backend would take over.
 *
 * Where tfjs-node does not work all of this is skipped, unless PURKINJE_REQUIRE_NATIVE is set.
 */
import { describe, expect, test } from "vitest";
import { loadTensorFlow, remedyFor } from "../../../cli/load-tensorflow.ts";
import { tfjsLearner } from "../../../controller/learning/ccrnn/tfjs-learner.ts";
import { describeGolden } from "./describe-golden.ts";
import { describeLearner } from "./describe-learner.ts";
import { sizes } from "./small-tasks.ts";

// biome-ignore lint/style/noProcessEnv: how CI says what it has made sure of
const isRequired = Boolean(process.env["PURKINJE_REQUIRE_NATIVE"]);
const native = loadTensorFlow("tfjs-node");

if (native.ok) {
  const { tf } = native;
  describe("the learner on native TensorFlow", () => {
    test("is the native one", () => {
      expect(tf.getBackend()).toBe("tensorflow");
    });
    describeLearner((made) => tfjsLearner({ sizes, ...made, tf }), 1e-4);
  });
  describeGolden("the tensors of native TensorFlow", 1e-4, (of) => tfjsLearner({ tf, ...of }));
} else {
  const why = `tfjs-node does not load (${native.why}); ${remedyFor("tfjs-node")}`;
  test.skipIf(!isRequired)(`the learner on native TensorFlow: ${why}`, () => {
    expect.fail(`PURKINJE_REQUIRE_NATIVE is set, but ${why}`);
  });
}
