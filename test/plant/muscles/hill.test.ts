import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { hillForces, hillSlopes } from "../../../plant/muscles/hill.ts";
import { evenly } from "../../support/evenly.ts";
import { numericalGradient } from "../../support/gradient.ts";

const activation = evenly(0.001, 1);
const length = evenly(0.4, 1.7);
const speed = evenly(-1.5, 1.5);
const runs = { seed: 1, numRuns: 200 };

function force(a: number, l: number, v: number): number {
  const F = new Float64Array(1);
  hillForces(F, Float64Array.of(a), Float64Array.of(l), Float64Array.of(v));
  return F[0];
}
const passive = (l: number): number => force(0, l, 0);

describe("a Hill-type muscle", () => {
  test("gives its largest isometric force at full activation and optimal length", () => {
    expect(force(1, 1, 0)).toBe(1);
  });

  test.prop([activation, length], runs)("holds no more than that without its spring", (a, l) => {
    const active = force(a, l, 0) - passive(l);
    expect(active).toBeLessThanOrEqual(a);
    expect([active]).toBeNear([a * Math.exp(-((l - 1) ** 2) / 0.45)], { atol: 1e-12 });
  });

  test.prop([activation, length, speed], runs)("pulls and never pushes", (a, l, v) => {
    expect(force(a, l, v)).toBeGreaterThanOrEqual(0);
  });

  test.prop([activation, length, speed, speed], runs)(
    "pulls the less, the faster it shortens: no cycle of movement gets work out of it",
    (a, l, v, w) => {
      expect(Math.sign(force(a, l, v) - force(a, l, w)) * Math.sign(v - w)).toBeGreaterThanOrEqual(
        0,
      );
    },
  );

  test.prop([activation, length], runs)(
    "has nothing but its spring at the fastest shortening that its activation allows",
    (a, l) => {
      expect(force(a, l, -(0.25 + 0.75 * a) - 1e-9) - passive(l)).toBe(0);
    },
  );

  test.prop([activation, length, evenly(0, 50)], runs)(
    "resists stretching by up to 1.4 of what it holds",
    (a, l, v) => {
      const [held, stretched] = [force(a, l, 0) - passive(l), force(a, l, v) - passive(l)];
      expect(stretched).toBeLessThanOrEqual(1.4 * held + 1e-12);
      expect(force(a, l, 1e6) - passive(l)).toBeCloseTo(1.4 * held, 5);
    },
  );

  test("has a spring that is slack up to its optimal length, and full at 1.6 of it", () => {
    expect(passive(0.5)).toBe(0);
    expect(passive(1)).toBe(0);
    expect(passive(1.001)).toBeGreaterThan(0);
    expect(passive(1.6)).toBeCloseTo(1, 12);
  });

  test.prop([activation, length, speed], runs)(
    "moves as fast as Thelen's equation says for the force that it has",
    (a, l, v) => {
      // V = (¼ + ¾ a) (F − a f_l) / b, in which it is printed; solved for the force in our code.
      const F = force(a, l, v) - passive(l);
      fc.pre(F > 0);
      const held = a * Math.exp(-((l - 1) ** 2) / 0.45);
      const b = F <= held ? held + F / 0.25 : ((2 + 2 / 0.25) * (1.4 * held - F)) / (1.4 - 1);
      // Near 1.4 times what it holds, b is a difference of nearly equal numbers.
      expect([v * b]).toBeNear([(0.25 + 0.75 * a) * (F - held)], { atol: 1e-9, rtol: 1e-6 });
    },
  );

  test.prop([activation, length, speed], runs)(
    "has the slopes that finite differences have",
    (a, l, v) => {
      const corners = [l - 1, v, v + 0.25 + 0.75 * a];
      fc.pre(corners.every((distance) => Math.abs(distance) > 1e-3));
      const at = Float64Array.of(a, l, v);
      const slopes = [new Float64Array(1), new Float64Array(1), new Float64Array(1)] as const;
      hillSlopes(...slopes, at.subarray(0, 1), at.subarray(1, 2), at.subarray(2));
      const measured = numericalGradient(() => force(at[0], at[1], at[2]), at);
      expect(slopes.map(([slope]) => slope)).toBeNear(measured, { atol: 1e-6, rtol: 1e-6 });
    },
  );
});
