import { describe, expect, test } from "vitest";
import { loadKernels } from "../../../cli/load-kernels.ts";
import {
  FORWARD_DRIVE,
  forwardDriveLearner,
  forwardDriveWeights,
} from "../../../controller/learning/ccrnn/forward-drive.ts";
import { UNTOUCHED } from "../../../controller/learning/ccrnn/influence.ts";
import { makeRandom } from "../../../sim/random.ts";
import { numericalGradient } from "../../support/gradient.ts";
import { noisyBatch, sizes } from "./small-tasks.ts";

const config = { ...FORWARD_DRIVE, hidden: 6, granules: 12, ahead: 2 };
const weights = forwardDriveWeights(config, sizes, makeRandom(3).uniform);
const make = (prefer: "typescript" | "wasm-simd" = "typescript") =>
  forwardDriveLearner({ kernels: loadKernels({ megabytes: 8, prefer }), config, sizes, weights });

describe("a cerebellum that drives the cortex", () => {
  test("learns its read-out along the slope of its loss", () => {
    const learner = make();
    const batch = noisyBatch(2);
    const Wrdt = weights["Wrdt"].slice();
    const loss = () => {
      learner.setWeights({ ...weights, Wrdt });
      return learner.trainBatch(batch).loss / sizes.outputs;
    };
    loss();
    const found = learner.gradients()["Wrdt"];
    expect(found).toBeNear(numericalGradient(loss, Wrdt), { rtol: 1e-6, atol: 1e-9 });
  });

  test("learns to foresee along the slope of its error, where the cortex does not hear it", () => {
    // With W_Ch = 0 the states do not depend on the cerebellum, as the rule pretends.
    const WCh = weights["WCh"].map(() => 0);
    const learner = make();
    const batch = noisyBatch(2);
    const foreseen = (sizes.steps - config.ahead) * sizes.batch * sizes.outputs;
    for (const name of ["WMF", "WPF"] as const) {
      const changed = weights[name].slice();
      const loss = () => {
        learner.setWeights({ ...weights, WCh, [name]: changed });
        return learner.trainBatch(batch).cerebellarError / foreseen;
      };
      loss();
      const found = learner.gradients()[name];
      expect(found, name).toBeNear(numericalGradient(loss, changed), { rtol: 1e-6, atol: 1e-9 });
    }
  });

  test("leaves the recurrent weights as they are, and improves", () => {
    const learner = make("wasm-simd");
    const batch = noisyBatch(2);
    const before = learner.evaluate(batch).loss;
    for (let i = 0; i < 2000; i++) learner.trainBatch(batch);
    expect(learner.evaluate(batch).loss).toBeLessThan(0.9 * before);
    for (const name of ["Wih", "Whh", "WCh"]) {
      expect(learner.weights()[name], name).toEqual(weights[name]);
    }
  });

  test("drives nothing after a lesion, and learns nothing without an olive", () => {
    const learner = make();
    const batch = noisyBatch(2);
    const lesioned = learner.evaluate(batch, { ...UNTOUCHED, cerebellum: "off" }).outputs;
    const intact = learner.evaluate(batch).outputs;
    expect(lesioned).not.toEqual(intact);
    learner.setWeights({ WCh: weights["WCh"].map(() => 0) });
    expect(learner.evaluate(batch).outputs).toEqual(lesioned);
    learner.trainBatch(batch, { ...UNTOUCHED, olive: "off" });
    expect(learner.weights()["WMF"]).toEqual(weights["WMF"]);
    expect(learner.weights()["Wrdt"]).not.toEqual(weights["Wrdt"]);
  });
});
