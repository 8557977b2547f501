import { expect, test } from "vitest";
import { makeMachine } from "../../plant/plotter/machines.ts";
import { travelBetween } from "../../plant/plotter/travel.ts";

const arm = makeMachine("brachiograph");

test("a way within the reach is straight", () => {
  expect([...travelBetween(arm, -0.05, 0.08, 0.03, 0.1)]).toEqual([-0.05, 0.08, 0.03, 0.1]);
});

test("a way around the servos goes through places that the arm reaches", () => {
  const way = travelBetween(arm, -0.06, 0.005, 0.055, 0.027);
  expect(way.length).toBeGreaterThan(4);
  const q = new Float64Array(2);
  for (let i = 0; i < way.length; i += 2) {
    // Rounding may put a place a hair beyond the end of a joint's range.
    const reached = arm.inverse(q, way[i], way[i + 1]);
    expect(reached).toBe(true);
  }
  expect([...way.slice(-2)]).toEqual([expect.closeTo(0.055, 9), expect.closeTo(0.027, 9)]);
});

test("there is no way to what is out of reach", () => {
  expect(() => travelBetween(arm, -0.05, 0.08, 0.5, 0.5)).toThrow(/cannot get from/);
});
