/** MotorNet 0.3.0's own trajectories (test/golden/arm26.json.md) next to those of the arm here. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rungeKutta4 } from "../../../plant/arm/integrators.ts";
import { driveMuscles } from "../../../plant/muscles/muscle-drive.ts";
import { arm, muscles } from "./arm26.ts";

interface Golden {
  readonly hold: number;
  readonly sample: number;
  readonly cases: readonly {
    readonly name: string;
    readonly start: readonly number[];
    readonly excitations: readonly number[][];
    readonly joints: readonly number[][];
    readonly activations: readonly number[][];
    readonly forces: readonly number[][];
  }[];
}

const path = new URL("../../golden/arm26.json", import.meta.url);
const { hold, sample, cases } = JSON.parse(readFileSync(path, "utf8")) as Golden;
const STEP = 0.0005;

describe.each(cases)("the six-muscle arm under excitation: $name", (golden) => {
  const drive = driveMuscles(muscles, rungeKutta4(), STEP);
  const x = Float64Array.from([...golden.start, 0, 0]);
  const apart = { angle: 0, velocity: 0, activation: 0, force: 0 };
  const compare = (what: keyof typeof apart, ours: ArrayLike<number>, theirs: number[]): void => {
    theirs.forEach((value, i) => {
      apart[what] = Math.max(apart[what], Math.abs(ours[i] - value));
    });
  };
  golden.joints.forEach((joints, k) => {
    const excitations = Float64Array.from(
      golden.excitations[Math.floor((k * sample) / hold + 1e-9)],
    );
    for (let s = 0; s < Math.round(sample / STEP); s++) {
      drive.integrator(x, excitations, STEP, arm);
    }
    compare("angle", x.subarray(0, 2), joints.slice(0, 2));
    compare("velocity", x.subarray(2), joints.slice(2));
    compare("activation", drive.activations, golden.activations[k]);
    compare("force", drive.forces, golden.forces[k]);
  });

  test("lasts more than a second", () => {
    expect(golden.joints.length * sample).toBeGreaterThan(1);
  });

  test("is within 0.1 mrad of MotorNet all the way, and 1 mrad/s", () => {
    expect(apart.angle).toBeLessThan(1e-4);
    expect(apart.velocity).toBeLessThan(1e-3);
  });

  test("has MotorNet's activations to 1e-4, and its forces to 0.2 N of hundreds", () => {
    expect(apart.activation).toBeLessThan(1e-4);
    expect(apart.force).toBeLessThan(0.2);
  });
});
