import { describe, expect, test } from "vitest";
import { growCerebellum } from "../../controller/brain-weights.ts";
import { makeForwardModel } from "../../controller/cerebellum/forward-model.ts";
import { isSilent } from "../../controller/cerebellum/lesion.ts";
import { makeEfferenceCopy } from "../../controller/cerebellum/mossy-fibres.ts";
import { nominalModel } from "../../controller/cerebellum/nominal-model.ts";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { SENSORY_NOISE } from "../../sim/simulated-arm.ts";

const home = [0.9, 1.4] as const;
const senses = Float64Array.of(1, 1.3, 0.5, -0.4, 0.1);

/** A model that has learnt something, and what it says of `senses` after a push of `torque`. */
function predicting() {
  const { granules, purkinje } = growCerebellum(0, makeRandom(3));
  purkinje.weights.forEach((_, k) => {
    purkinje.weights[k] = Math.sin(k);
  });
  const model = makeForwardModel({ home, granules, cells: purkinje, memory: 40 });
  const sent = makeEfferenceCopy(40);
  sent.push(0.5, Float64Array.of(2, -1));
  const say = (): Float64Array => {
    const state = new Float64Array(4);
    model.predict(state, senses, 1, sent);
    return state;
  };
  return { model, say };
}
/** The velocity that is felt, gone on with for `age` seconds. */
const extrapolated = (age: number) => Float64Array.of(1 + age * 0.5, 1.3 - age * 0.4, 0.5, -0.4);

describe("a lesion of the forward model", () => {
  test("that takes all Purkinje cells leaves the velocity that is felt", () => {
    const { model, say } = predicting();
    model.lesion.purkinje = 1;
    expect(say()).toBeNear(extrapolated(0.1), { atol: 1e-12 });
  });

  test("that takes half of them takes half of what they have learnt", () => {
    const { model, say } = predicting();
    const [whole, none] = [say(), extrapolated(0.1)];
    model.lesion.purkinje = 0.5;
    expect(say()).toBeNear(
      whole.map((x, i) => (x + none[i]) / 2),
      { atol: 1e-12 },
    );
  });

  test("that silences all fibres leaves the same", () => {
    const { model, say } = predicting();
    model.lesion.fibres = 1;
    expect(say()).toBeNear(extrapolated(0.1), { atol: 1e-12 });
  });

  test("of the delay's model looks ahead too short", () => {
    const { model, say } = predicting();
    model.lesion.horizon = 0.4;
    model.lesion.purkinje = 1;
    expect(say()).toBeNear(extrapolated(0.04), { atol: 1e-12 });
  });

  test("of the limb's inertia changes what commands are believed to do", () => {
    const { model, say } = predicting();
    const right = say();
    model.lesion.inertia = 2;
    const heavy = say();
    expect(Math.hypot(...heavy.map((x, i) => x - right[i]))).toBeGreaterThan(1e-3);
    model.lesion.inertia = 1;
    expect(say()).toBeNear(right, { atol: 0 });
  });
});

test("a share of fibres is silent, and those of a smaller share are among them", () => {
  const silent = (lost: number) => Array.from({ length: 200 }, (_, i) => isSilent(i, lost));
  for (const lost of [0, 0.1, 0.5, 0.9, 1]) {
    const count = silent(lost).filter(Boolean).length;
    expect(Math.abs(count - 200 * lost)).toBeLessThanOrEqual(3);
  }
  silent(0.3).forEach((isLost, i) => {
    if (isLost) expect(isSilent(i, 0.5)).toBe(true);
  });
});

test("the nominal model is right about its own arm, to a hundredth of the senses' noise", () => {
  const arm = presetArm("li-todorov", 2);
  const sent = makeEfferenceCopy(40);
  const truth = Float64Array.of(1, 1.3, 0.5, -0.4);
  const integrate = rungeKutta4();
  const now = 0.1;
  for (let k = 0; k < 10; k++) {
    const torque = Float64Array.of(2 * Math.sin(k), Math.cos(k));
    sent.push(0.01 * k, torque);
    for (let step = 0; step < 100; step++) integrate(truth, torque, 0.0001, arm);
  }
  const state = Float64Array.of(1, 1.3, 0.5, -0.4);
  nominalModel(arm)(state, 0.1, now, sent);
  const { angle, velocity } = SENSORY_NOISE;
  expect(state.subarray(0, 2)).toBeNear(truth.subarray(0, 2), { atol: 0.01 * angle });
  expect(state.subarray(2)).toBeNear(truth.subarray(2), { atol: 0.01 * velocity });
});
