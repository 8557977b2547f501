import { describe, expect, test } from "vitest";
import type { Integrator } from "../../plant/arm/integrators.ts";
import { rungeKutta4, semiImplicitEuler } from "../../plant/arm/integrators.ts";
import { arms, unstopped } from "./arms.ts";

describe.each(arms)("the arm $name", (stopped) => {
  const arm = unstopped(stopped);
  const tau = Float64Array.of(0.4, -0.3);
  const DURATION = 0.4;

  const stateAfter = (step: Integrator, steps: number): Float64Array => {
    const x = Float64Array.of(0.5, 1.2, 2, -3);
    for (let i = 0; i < steps; i++) step(x, tau, DURATION / steps, arm);
    return x;
  };
  const exact = stateAfter(rungeKutta4(), 8000);
  const error = (x: Float64Array) => Math.hypot(...x.map((value, i) => value - exact[i]));

  test("Runge–Kutta is sixteen times as good at half the step", () => {
    const gain = error(stateAfter(rungeKutta4(), 40)) / error(stateAfter(rungeKutta4(), 80));
    expect(gain).toBeGreaterThan(13);
    expect(gain).toBeLessThan(19);
  });

  test("semi-implicit Euler is twice as good at half the step", () => {
    const gain =
      error(stateAfter(semiImplicitEuler(), 400)) / error(stateAfter(semiImplicitEuler(), 800));
    expect(gain).toBeGreaterThan(1.9);
    expect(gain).toBeLessThan(2.1);
  });

  test("both end up in the same place as the step shrinks", () => {
    expect(error(stateAfter(semiImplicitEuler(), 100_000))).toBeLessThan(2e-4);
  });

  test("one Runge–Kutta serves many arms and states, for it keeps nothing between steps", () => {
    const shared = rungeKutta4();
    const fresh = stateAfter(rungeKutta4(), 10);
    stateAfter(shared, 7);
    expect([...stateAfter(shared, 10)]).toEqual([...fresh]);
  });
});
