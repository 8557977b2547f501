import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  bendAt,
  COEFFICIENTS,
  planMinimumJerk,
  positionAt,
  reachDuration,
  slopeAt,
} from "../../plant/motion/minimum-jerk.ts";
import { evenly } from "../support/evenly.ts";

const within = (size: number) => evenly(-size, size);
const duration = evenly(0.2, 3);
const runs = { seed: 5, numRuns: 100 };

const plan = (p: number, v: number, a: number, end: number, T: number) => {
  const c = new Float64Array(COEFFICIENTS);
  planMinimumJerk(c, p, v, a, end, T);
  return (t: number) => [positionAt(c, t / T), slopeAt(c, t / T) / T, bendAt(c, t / T) / T ** 2];
};

describe("a minimum-jerk movement", () => {
  test.prop([within(0.5), within(1), within(5), within(0.5), duration], runs)(
    "takes over position, velocity and acceleration, and ends at rest",
    (p, v, a, end, T) => {
      const at = plan(p, v, a, end, T);
      expect(at(0)).toBeNear([p, v, a], { atol: 1e-12, rtol: 1e-12 });
      expect(at(T)).toBeNear([end, 0, 0], { atol: 1e-9 });
    },
  );

  test.prop([within(0.5), within(1), within(5), within(0.5), duration], runs)(
    "has the slope and bend that finite differences give",
    (p, v, a, end, T) => {
      const at = plan(p, v, a, end, T);
      const h = 1e-5 * T;
      const t = 0.37 * T;
      const [before, now, after] = [at(t - h), at(t), at(t + h)];
      expect((after[0] - before[0]) / (2 * h)).toBeCloseTo(now[1], 5);
      expect((after[1] - before[1]) / (2 * h)).toBeCloseTo(now[2], 4);
    },
  );

  test.prop([within(0.5), within(1), within(5), within(0.5), duration], runs)(
    "is the smoothest: any other way between the same ends has more jerk",
    (p, v, a, end, T) => {
      const at = plan(p, v, a, end, T);
      const jerk = (bump: number): number => {
        // s³(1 − s)³ leaves position, velocity and acceleration at both ends alone.
        const n = 400;
        let sum = 0;
        for (let i = 0; i < n; i++) {
          const [s0, s1] = [i / n, (i + 1) / n];
          const bent = (s: number) => bump * 6 * s * (1 - s) * (5 * s * s - 5 * s + 1);
          const change = at(s1 * T)[2] + bent(s1) - at(s0 * T)[2] - bent(s0);
          sum += change * change;
        }
        return sum;
      };
      const least = jerk(0);
      expect(jerk(1)).toBeGreaterThan(least);
      expect(jerk(-1)).toBeGreaterThan(least);
    },
  );

  test.prop([evenly(0.01, 0.5), duration], runs)(
    "from rest peaks half way at 1.875 D/T, as Flash and Hogan's does",
    (D, T) => {
      const at = plan(0, 0, 0, D, T);
      expect(at(T / 2)).toBeNear([D / 2, (1.875 * D) / T, 0], { atol: 1e-9, rtol: 1e-9 });
      for (let i = 0; i <= 100; i++) {
        expect(at((i / 100) * T)[1]).toBeLessThanOrEqual(((1.875 * D) / T) * (1 + 1e-9));
      }
    },
  );

  test.prop([within(0.3), within(0.3), within(0.3), duration, evenly(0, 1)], runs)(
    "can be planned anew at any moment without a jump",
    (start, first, second, T, part) => {
      const before = plan(start, 0, 0, first, T)(part * T);
      const after = plan(before[0], before[1], before[2], second, 0.7)(0);
      expect(after).toBeNear(before, { atol: 1e-9 });
    },
  );
});

test("a reach of 10 cm takes 0.6 s, one of 40 cm twice that, and none less than 0.4 s", () => {
  expect([0.1, 0.4, 0.001, 0].map(reachDuration)).toBeNear([0.6, 1.2, 0.4, 0.4], { rtol: 1e-12 });
});
