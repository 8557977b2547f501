import { expect, test } from "vitest";
import { derivative, interactionTorque } from "../../plant/arm/dynamics.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";

const { a1, a2, a3, ...rest } = presetArm("li-todorov");
const arm = { ...rest, a1, a2, a3, b11: 0, b12: 0, b21: 0, b22: 0 };

test("a muscle has to make what its own joint's inertia takes, less what the other joint gives", () => {
  const random = makeRandom(1);
  const dx = new Float64Array(4);
  const felt = new Float64Array(2);
  for (let k = 0; k < 200; k++) {
    const x = Float64Array.of(
      0.5 + random.uniform(),
      0.5 + 1.5 * random.uniform(),
      2 * random.normal(),
      2 * random.normal(),
    );
    const tau = Float64Array.of(2 * random.normal(), 2 * random.normal());
    derivative(dx, x, tau, arm);
    interactionTorque(felt, x, dx.subarray(2), arm);
    const own = [(a1 + 2 * a2 * Math.cos(x[1])) * dx[2], a3 * dx[3]];
    expect(Float64Array.of(own[0] - felt[0], own[1] - felt[1])).toBeNear(tau, { atol: 1e-9 });
  }
});

test("a joint that the other leaves alone feels nothing", () => {
  const felt = new Float64Array(2);
  interactionTorque(felt, Float64Array.of(1, 1, 0, 3), Float64Array.of(0, 0), arm);
  expect(felt[1]).toBeCloseTo(0, 12);
  interactionTorque(felt, Float64Array.of(1, 1, 3, 0), Float64Array.of(0, 0), arm);
  expect(felt[0]).toBeCloseTo(0, 12);
});
