import { describe, expect, test } from "vitest";
import { makeEfferenceCopy } from "../../controller/cerebellum/mossy-fibres.ts";
import { constantVelocity, nominalModel } from "../../controller/cerebellum/nominal-model.ts";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { SENSORY_NOISE } from "../../sim/simulated-arm.ts";

const arm = presetArm("li-todorov", 2);
const felt = [0.8, 1.4, -1.2, 2.1] as const;
const copied = (torque: readonly [number, number]) => {
  const sent = makeEfferenceCopy(40);
  sent.push(-1, Float64Array.from(torque));
  return sent;
};

describe("the equations of an arm", () => {
  test("say where it is now, under what was sent", () => {
    const state = Float64Array.from(felt);
    nominalModel(arm)(state, 0.1, 0, copied([1, -0.5]));
    const finely = Float64Array.from(felt);
    const integrate = rungeKutta4();
    for (let k = 0; k < 1000; k++) integrate(finely, Float64Array.of(1, -0.5), 1e-4, arm);
    // A hundredth of the noise of what is felt.
    expect(state).toBeNear(finely, { atol: 0.01 * SENSORY_NOISE.angle });
  });

  test("take no longer for senses without end of age than for those a second old", () => {
    const [old, endless] = [Float64Array.from(felt), Float64Array.from(felt)];
    nominalModel(arm)(old, 1, 0, copied([1, 0]));
    nominalModel(arm)(endless, Number.POSITIVE_INFINITY, 0, copied([1, 0]));
    expect(endless).toBeNear(old, { atol: 0 });
  });

  test.each([
    [0.9, -40, 0, 0],
    [-500, 300, 20, -10],
    [1, 1, 1e200, 1],
  ])("give way to what is felt where no arm can be: %d, %d rad, %d, %d rad/s", (...impossible) => {
    const state = Float64Array.from(impossible);
    nominalModel(arm)(state, 0.1, 0, copied([1, 0]));
    const going = new Float64Array(4);
    constantVelocity(going, Float64Array.from(impossible), 0.1);
    expect(state).toBeNear(going, { atol: 0 });
  });
});
