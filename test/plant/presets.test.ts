import { describe, expect, test } from "vitest";
import type { ArmParameters } from "../../plant/arm/arm.ts";
import { makeArm } from "../../plant/arm/arm.ts";
import { armNames, presetArm } from "../../plant/arm/presets.ts";
import { published } from "./arms.ts";

test.each(armNames)("%s has the constants that its published table gives", (name) => {
  const { l, m, c, I, joint } = published[name];
  const [shoulderInertia, elbowInertia] = I.map((inertia, i) =>
    joint ? inertia : inertia + m[i] * c[i] ** 2,
  );
  const arm = presetArm(name);
  expect([arm.l1, arm.l2, arm.a1, arm.a2, arm.a3]).toBeNear(
    [
      l[0],
      l[1],
      shoulderInertia + elbowInertia + m[1] * l[0] ** 2,
      m[1] * l[0] * c[1],
      elbowInertia,
    ],
    { rtol: 1e-12 },
  );
});

test("Li and Todorov's arm has their a₁, a₂ and a₃, worked out by hand", () => {
  const { a1, a2, a3 } = presetArm("li-todorov");
  expect([a1, a2, a3]).toBeNear([0.16, 0.048, 0.045], { rtol: 1e-12 });
});

test.each(armNames)("%s can turn its shoulder by 135° and its elbow by 155°", (name) => {
  const { shoulder, elbow } = presetArm(name);
  const degrees = [shoulder.min, shoulder.max, elbow.min, elbow.max].map(
    (q) => (q * 180) / Math.PI,
  );
  expect(degrees).toBeNear([0, 135, 0, 155], { atol: 1e-9 });
});

test("viscosity is added to the friction of both joints and to nothing else", () => {
  const { b11, b12, b21, b22, ...rest } = presetArm("li-todorov", 2);
  const { b11: _1, b12: _2, b21: _3, b22: _4, ...plain } = presetArm("li-todorov");
  expect([b11, b12, b21, b22]).toBeNear([2.05, 0.025, 0.025, 2.05], { rtol: 1e-12 });
  expect(rest).toEqual(plain);
});

describe("an impossible body is refused", () => {
  const possible: ArmParameters = {
    upperArm: { length: 0.3, mass: 1.4, centre: 0.11, inertia: 0.025 },
    forearm: { length: 0.33, mass: 1, centre: 0.16, inertia: 0.045 },
    inertiaAbout: "joint",
    friction: [0, 0, 0, 0],
    shoulderRange: { min: 0, max: 2 },
    elbowRange: { min: 0, max: 2 },
  };

  test.each(["length", "mass", "centre", "inertia"] as const)(
    "with the name of the %s that is not positive, and its value",
    (quantity) => {
      for (const value of [0, -1, Number.NaN]) {
        const forearm = { ...possible.forearm, [quantity]: value };
        expect(() => makeArm("odd", { ...possible, forearm })).toThrow(
          `forearm.${quantity} must be positive, found ${value}`,
        );
      }
    },
  );

  test("when no distribution of its mass has such inertias", () => {
    const forearm = { ...possible.forearm, inertia: 0.001 };
    expect(() => makeArm("hollow", { ...possible, forearm })).toThrow(
      "no body has these masses and inertias: hollow's mass matrix is singular",
    );
  });
});
