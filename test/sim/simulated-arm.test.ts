import { describe, expect, test } from "vitest";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import type { SimulatedArmOptions } from "../../sim/simulated-arm.ts";
import { SENSORY_NOISE, simulateArm } from "../../sim/simulated-arm.ts";

const arm = presetArm("li-todorov", 1);
const make = (options: Partial<SimulatedArmOptions> = {}) =>
  simulateArm({ arm, home: [0.9, 1.4], random: makeRandom(5), delay: 0.1, noise: 0, ...options });
const felt = (plant: ReturnType<typeof make>): Float64Array => {
  const senses = new Float64Array(5);
  plant.sense(senses);
  return senses;
};

describe("the senses of a simulated arm", () => {
  test.each([0, 0.02, 0.1, 0.3])("are the truth of %d s ago", (delay) => {
    const plant = make({ delay });
    plant.actuate(Float64Array.of(1, -1));
    const truths: number[][] = [[...plant.truth]];
    for (let k = 1; k <= 500; k++) {
      plant.advance({ dt: 0.001 });
      truths.push([...plant.truth]);
      const then = Math.max(0, k - Math.round(1000 * delay));
      expect(felt(plant).subarray(0, 4)).toBeNear(truths[then], { atol: 1e-10 });
    }
  });

  test("are interpolated where the delay is no multiple of the physics' step", () => {
    const plant = make({ delay: 0.01225, physicsStep: 0.0005 });
    plant.actuate(Float64Array.of(1, -1));
    const truths: number[][] = [[...plant.truth]];
    for (let k = 1; k <= 200; k++) {
      plant.advance({ dt: 0.0005 });
      truths.push([...plant.truth]);
    }
    const halfWay = truths[175].map((value, i) => (value + truths[176][i]) / 2);
    expect(felt(plant).subarray(0, 4)).toBeNear(halfWay, { atol: 1e-9 });
  });

  test("say how old they are, which at the start is no more than the time that has passed", () => {
    const plant = make();
    expect(felt(plant)[4]).toBe(0);
    for (let k = 1; k <= 200; k++) {
      plant.advance({ dt: 0.001 });
      expect(felt(plant)[4]).toBeCloseTo(Math.min(0.1, k * 0.001), 9);
    }
  });

  test("follow a change of delay at once", () => {
    const plant = make({ delay: 0.1 });
    plant.actuate(Float64Array.of(1, -1));
    const truths: number[][] = [[...plant.truth]];
    for (let k = 0; k < 300; k++) {
      plant.advance({ dt: 0.001 });
      truths.push([...plant.truth]);
    }
    for (const delay of [0.05, 0.3, 0]) {
      plant.delay = delay;
      const senses = felt(plant);
      expect(senses.subarray(0, 4)).toBeNear(truths[300 - 1000 * delay], { atol: 1e-9 });
      expect(senses[4]).toBe(delay);
    }
  });

  test.each([0, 1, 3])("have white noise of %d times the stated size", (noise) => {
    const plant = make({ noise, delay: 0 });
    const count = 20_000;
    const squares = new Float64Array(4);
    const products = new Float64Array(4);
    let before = new Float64Array(4);
    for (let k = 0; k < count; k++) {
      const error = felt(plant)
        .subarray(0, 4)
        .map((value, i) => value - plant.truth[i]);
      for (let i = 0; i < 4; i++) {
        squares[i] += error[i] ** 2 / count;
        products[i] += (error[i] * before[i]) / count;
      }
      before = error;
    }
    const { angle, velocity } = SENSORY_NOISE;
    const sizes = [angle, angle, velocity, velocity].map((sd) => noise * sd);
    // A standard deviation from n draws varies by 1/√(2n) of itself, a correlation by 1/√n.
    expect(squares.map(Math.sqrt)).toBeNear(sizes, { rtol: 4 / Math.sqrt(2 * count) });
    products.forEach((product, i) => {
      expect(Math.abs(product)).toBeLessThanOrEqual((4 * sizes[i] ** 2) / Math.sqrt(count));
    });
  });
});

describe("the body of a simulated arm", () => {
  test("is where ten small advances would have put it after a large one", () => {
    const [large, small] = [make(), make()];
    for (const plant of [large, small]) plant.actuate(Float64Array.of(2, -1));
    for (let k = 0; k < 20; k++) {
      large.advance({ dt: 0.01 });
      for (let i = 0; i < 10; i++) small.advance({ dt: 0.001 });
    }
    expect(large.truth).toBeNear(small.truth, { atol: 1e-12 });
  });

  test("takes steps of one size, and keeps for the next tick what makes no whole step", () => {
    const steps: number[] = [];
    const exact = rungeKutta4();
    const plant = make({
      physicsStep: 0.002,
      integrator: (x, tau, dt, body) => {
        steps.push(dt);
        exact(x, tau, dt, body);
      },
    });
    plant.advance({ dt: 0.007 });
    expect(steps).toEqual([0.002, 0.002, 0.002]);
    plant.advance({ dt: 0.0005 });
    expect(steps).toHaveLength(3);
    plant.advance({ dt: 0.0005 });
    expect(steps).toHaveLength(4);
  });

  test("goes the same way however unevenly the loop ticks", () => {
    const [even, uneven] = [make(), make()];
    for (const plant of [even, uneven]) plant.actuate(Float64Array.of(1, -1));
    for (let k = 0; k < 100; k++) {
      even.advance({ dt: 0.002 });
      uneven.advance({ dt: 0.0013 });
      uneven.advance({ dt: 0.0007 });
    }
    expect(uneven.truth).toBeNear(even.truth, { atol: 1e-12 });
  });

  test("is not moved by being sensed", () => {
    const [watched, alone] = [make({ noise: 1 }), make({ noise: 1 })];
    for (const plant of [watched, alone]) plant.actuate(Float64Array.of(1, 1));
    for (let k = 0; k < 100; k++) {
      felt(watched);
      watched.advance({ dt: 0.001 });
      alone.advance({ dt: 0.001 });
    }
    expect([...watched.truth]).toEqual([...alone.truth]);
  });
});
