import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { placeLoss, velocityLoss } from "../../controller/learning/tracking-loss.ts";
import { evenly } from "../support/evenly.ts";
import { numericalGradient } from "../support/gradient.ts";

const metres = evenly(-0.3, 0.3);
const runs = { seed: 12, numRuns: 100 };
const g = new Float64Array(2);

describe("the cost of being in the wrong place", () => {
  test("is the squared distance in cm, up to 5 cm", () => {
    expect(placeLoss(g, 0.03, 0.04)).toBeCloseTo(25, 9);
    expect(placeLoss(g, 0, 0)).toBe(0);
  });

  test("goes on as a straight line beyond: 10 d − 25", () => {
    expect(placeLoss(g, 0, 0.2)).toBeCloseTo(175, 9);
  });

  test.prop([metres, metres], runs)("has the gradient that differences give", (dx, dy) => {
    const at = Float64Array.of(dx, dy);
    const measured = numericalGradient(() => placeLoss(g, at[0], at[1]), at, 1e-7);
    placeLoss(g, dx, dy);
    expect(g).toBeNear(measured, { atol: 2e-3, rtol: 1e-5 });
  });
});

describe("the cost of moving wrongly", () => {
  test("is the squared error in dm/s times its weight, and never more than 400 of that", () => {
    expect(velocityLoss(g, 0.3, -0.4, 0.02)).toBeCloseTo(0.02 * 25, 12);
    expect(velocityLoss(g, 5, 0, 0.02)).toBeCloseTo(0.02 * 400, 12);
    expect([...g]).toEqual([0, 0]);
  });

  test.prop([metres, metres], runs)("has the gradient that differences give", (dx, dy) => {
    const at = Float64Array.of(5 * dx, 5 * dy);
    const measured = numericalGradient(() => velocityLoss(g, at[0], at[1], 0.3), at);
    velocityLoss(g, at[0], at[1], 0.3);
    expect(g).toBeNear(measured, { atol: 1e-6, rtol: 1e-6 });
  });
});
