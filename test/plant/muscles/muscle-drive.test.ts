import { expect, test } from "vitest";
import { rungeKutta4 } from "../../../plant/arm/integrators.ts";
import { driveMuscles } from "../../../plant/muscles/muscle-drive.ts";
import { arm, muscles } from "./arm26.ts";

const start = Float64Array.of(0.9, 1.4, 0, 0);

/** Where the arm is after 0.3 s of a push and 0.1 s of its opposite, in steps of `step`. */
function moved(step: number, push = 0): Float64Array {
  const drive = driveMuscles(muscles, rungeKutta4(), step);
  const forces = {
    addTorque(torque: Float64Array) {
      torque[0] += push;
    },
  };
  const x = start.slice();
  const count = Math.round(0.4 / step);
  for (let k = 0; k < count; k++) {
    const excitations =
      k < 0.75 * count ? [0.5, 0.1, 0.4, 0.05, 0.2, 0.1] : [0.1, 0.4, 0.1, 0.3, 0, 0.3];
    drive.integrator(x, Float64Array.from(excitations), step, arm, push === 0 ? undefined : forces);
  }
  return x;
}

const apart = (a: Float64Array, b: Float64Array): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

test("a step of half the length has a quarter of the error", () => {
  const exact = moved(0.0001);
  const [coarse, fine] = [apart(moved(0.002), exact), apart(moved(0.001), exact)];
  expect(coarse / fine).toBeGreaterThan(3);
  expect(coarse / fine).toBeLessThan(5);
});

test("the step that is lived in is right to a tenth of a milliradian", () => {
  expect(apart(moved(0.0005), moved(0.0001))).toBeLessThan(1e-4);
});

test("forces from outside act besides the muscles", () => {
  const pushed = moved(0.0005, 2);
  expect(pushed[0]).toBeGreaterThan(moved(0.0005)[0] + 0.01);
});

test("what the muscles do to the joints can be read, and is what moves the arm", () => {
  const step = 1e-5;
  const drive = driveMuscles(muscles, rungeKutta4(), step);
  const x = start.slice();
  const excitations = new Float64Array(6).fill(0.3, 0, 1);
  for (let k = 0; k < 100; k++) drive.integrator(x, excitations, step, arm);
  expect(drive.forces).toHaveLength(6);
  const before = x.slice();
  const [shoulder, elbow] = drive.torque;
  drive.integrator(x, excitations, step, arm);
  const alone = before.slice();
  rungeKutta4()(alone, Float64Array.of(shoulder, elbow), step, arm);
  expect(x).toBeNear(alone, { atol: 1e-6 });
});
