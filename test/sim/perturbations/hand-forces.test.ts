import { describe, expect, test } from "vitest";
import { holding } from "../../../plant/arm/arm.ts";
import { kineticEnergy } from "../../../plant/arm/dynamics.ts";
import { forwardKinematics, jacobian } from "../../../plant/arm/kinematics.ts";
import { presetArm } from "../../../plant/arm/presets.ts";
import { makeHandForces } from "../../../sim/perturbations/hand-forces.ts";
import type { Perturbation } from "../../../sim/perturbations/perturbation.ts";
import { channel, curlField, pulse, saddleField } from "../../../sim/perturbations/perturbation.ts";
import { makeRandom } from "../../../sim/random.ts";
import { simulateArm } from "../../../sim/simulated-arm.ts";

const arm = presetArm("li-todorov", 1);
const state = Float64Array.of(0.8, 1.4, -1.2, 2.1);
const forceOf = (perturbations: readonly Perturbation[], time = 0): number[] => {
  const forces = makeHandForces();
  forces.order(perturbations, 0);
  forces.moveTo(Float64Array.of(time));
  forces.addTorque(new Float64Array(2), state, arm);
  return [forces.force[0], forces.force[1]];
};
/** The hand's velocity by differences. */
const handVelocity = (): [number, number] => {
  const [a, b] = [-1e-6, 1e-6].map((h) => {
    const hand = new Float64Array(2);
    forwardKinematics(hand, Float64Array.of(0.8 - 1.2 * h, 1.4 + 2.1 * h), arm);
    return hand;
  });
  return [(b[0] - a[0]) / 2e-6, (b[1] - a[1]) / 2e-6];
};

describe("forces on the hand", () => {
  test("of a curl field are at right angles to the velocity, to its right, and in proportion", () => {
    const [vx, vy] = handVelocity();
    const [fx, fy] = forceOf([curlField(13)]);
    expect(fx * vx + fy * vy).toBeCloseTo(0, 6);
    expect(Math.hypot(fx, fy)).toBeCloseTo(13 * Math.hypot(vx, vy), 6);
    expect(vx * fy - vy * fx).toBeLessThan(0);
  });

  test("of a saddle are its published matrix times the velocity", () => {
    const [vx, vy] = handVelocity();
    const found = Float64Array.from(forceOf([saddleField()]));
    expect(found).toBeNear(Float64Array.of(-10.1 * vx - 11.2 * vy, -11.2 * vx + 11.1 * vy), {
      atol: 1e-6,
    });
  });

  test("do the work on the joints that they do on the hand", () => {
    const forces = makeHandForces();
    forces.order([{ kind: "load", force: [3, -2] }], 0);
    const torque = new Float64Array(2);
    forces.addTorque(torque, state, arm);
    const [vx, vy] = handVelocity();
    expect(torque[0] * state[2] + torque[1] * state[3]).toBeCloseTo(3 * vx - 2 * vy, 6);
  });

  test("add up, and come and go in time", () => {
    const both = [curlField(5), pulse([1, 2], 0.1, 0.05)];
    const before = forceOf(both, 0.09);
    const during = forceOf(both, 0.12);
    expect(during[0] - before[0]).toBeCloseTo(1, 12);
    expect(during[1] - before[1]).toBeCloseTo(2, 12);
    expect(forceOf(both, 0.151)).toEqual(before);
  });

  test("are none where the list is empty", () => {
    expect(forceOf([])).toEqual([0, 0]);
  });
});

describe("an arm in a field", () => {
  const swing = (perturbations: readonly Perturbation[], physicsStep = 0.0005) => {
    const frictionless = { ...arm, b11: 0, b12: 0, b21: 0, b22: 0 };
    const plant = simulateArm({
      arm: frictionless,
      home: [0.8, 1.4],
      random: makeRandom(1),
      delay: 0,
      noise: 0,
      physicsStep,
    });
    plant.truth.set([0.8, 1.4, 0.5, -0.5]);
    plant.forces = makeHandForces();
    plant.forces.order(perturbations, 0);
    return { plant, arm: frictionless };
  };

  test("keeps its energy where the force does no work", () => {
    const { plant, arm: body } = swing([curlField(13)]);
    const before = kineticEnergy(plant.truth, body);
    for (let k = 0; k < 500; k++) plant.advance({ dt: 0.001 });
    expect(kineticEnergy(plant.truth, body) / before).toBeCloseTo(1, 6);
  });

  test("is kept near the line of a channel", () => {
    const { plant, arm: body } = swing([]);
    const hand = new Float64Array(2);
    forwardKinematics(hand, plant.truth, body);
    const J = new Float64Array(4);
    jacobian(J, plant.truth, body);
    const start: [number, number] = [hand[0], hand[1]];
    plant.forces?.order([channel(start, [hand[0], hand[1] + 0.1])], 0);
    let most = 0;
    for (let k = 0; k < 400; k++) {
      plant.advance({ dt: 0.001 });
      forwardKinematics(hand, plant.truth, body);
      most = Math.max(most, Math.abs(hand[0] - start[0]));
    }
    expect(most).toBeLessThan(0.004);
  });
});

test("a mass in the hand has the kinetic energy that it should have", () => {
  const mass = 0.7;
  const heavier = kineticEnergy(state, holding(arm, mass)) - kineticEnergy(state, arm);
  const [vx, vy] = handVelocity();
  expect(heavier).toBeCloseTo((mass * (vx ** 2 + vy ** 2)) / 2, 6);
});
