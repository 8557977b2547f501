import { describe, expect, test } from "vitest";
import { kineticEnergy } from "../../plant/arm/dynamics.ts";
import { rungeKutta4, semiImplicitEuler } from "../../plant/arm/integrators.ts";
import { arms, unstopped } from "./arms.ts";

const limp = new Float64Array(2);

describe.each(arms)("the stops of $name", (arm) => {
  const { shoulder, elbow } = arm;
  const throws = [
    { stop: "shoulder min", start: [shoulder.min, 1.2, -5, 0] },
    { stop: "shoulder max", start: [shoulder.max, 1.2, 5, 0] },
    { stop: "elbow min", start: [0.8, elbow.min, 0, -5] },
    { stop: "elbow max", start: [0.8, elbow.max, 0, 5] },
  ];
  const beyond = (x: Float64Array): number =>
    Math.max(shoulder.min - x[0], x[0] - shoulder.max, elbow.min - x[1], x[1] - elbow.max);

  test.each(throws)(
    "catch a joint thrown against $stop at 5 rad/s within 0.15 rad",
    ({ start }) => {
      const x = Float64Array.from(start);
      const step = rungeKutta4();
      let deepest = 0;
      for (let i = 0; i < 500; i++) {
        step(x, limp, 1e-3, arm);
        deepest = Math.max(deepest, beyond(x));
      }
      expect(deepest).toBeLessThan(0.15);
    },
  );

  test.each(throws)(
    "take energy from a joint thrown against $stop, and never give any",
    ({ start }) => {
      const x = Float64Array.from(start);
      const step = rungeKutta4();
      const thrown = kineticEnergy(x, arm);
      for (let i = 0; i < 500; i++) {
        step(x, limp, 1e-3, arm);
        expect(kineticEnergy(x, arm)).toBeLessThanOrEqual(thrown * (1 + 1e-9));
      }
      expect(kineticEnergy(x, arm)).toBeLessThan(0.9 * thrown);
    },
  );

  test("hold against the strongest torques that a brain may command", () => {
    const x = Float64Array.of(1, 1, 0, 0);
    const step = semiImplicitEuler();
    const tau = Float64Array.of(-5, 4);
    for (let i = 0; i < 5000; i++) {
      step(x, tau, 1e-3, arm);
      expect(beyond(x)).toBeLessThan(0.3);
    }
  });

  test("do nothing inside the range", () => {
    const [x, y] = [Float64Array.of(1, 1, 0.5, -0.5), Float64Array.of(1, 1, 0.5, -0.5)];
    rungeKutta4()(x, limp, 0.01, arm);
    rungeKutta4()(y, limp, 0.01, unstopped(arm));
    expect([...x]).toEqual([...y]);
  });
});
