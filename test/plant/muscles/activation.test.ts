import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  ACTIVATION_MIN,
  activationBackward,
  activationRates,
  activationStep,
} from "../../../plant/muscles/activation.ts";
import { evenly } from "../../support/evenly.ts";
import { numericalGradient } from "../../support/gradient.ts";

const part = evenly(ACTIVATION_MIN, 1);
const wild = evenly(-2, 3);
const STEP = 0.0005;

/** Time from `a` to `b` under a held excitation `u`: Thelen's equation, integrated by hand. */
function timeBetween(a: number, b: number, u: number): number {
  const bend = (x: number) => 0.5 + 1.5 * x;
  const closing = Math.log((u - a) / (u - b));
  return u > a
    ? 0.015 * (bend(u) * closing - 1.5 * (b - a))
    : (0.05 / bend(u)) * (closing - Math.log(bend(a) / bend(b)));
}

describe("activation", () => {
  test.prop([part, part], { seed: 1, numRuns: 50 })(
    "follows a held excitation as the integral of its equation says",
    (start, u) => {
      fc.pre(Math.abs(u - start) > 0.05);
      const a = Float64Array.of(start);
      const step = activationStep(1, STEP);
      let time = 0;
      while (Math.abs(u - a[0]) > 0.1 * Math.abs(u - start)) {
        step(a, Float64Array.of(u));
        time += STEP;
      }
      expect([time]).toBeNear([timeBetween(start, a[0], u)], { rtol: 2e-3, atol: 1e-5 });
    },
  );

  test.prop([fc.array(fc.tuple(wild, wild), { minLength: 20, maxLength: 20 })], {
    seed: 2,
    numRuns: 50,
  })("stays within its bounds, whatever is asked for", (excitations) => {
    const a = new Float64Array(2).fill(ACTIVATION_MIN);
    const step = activationStep(2, 0.005);
    for (const u of excitations) {
      step(a, Float64Array.from(u));
      for (const value of a) {
        expect(value).toBeGreaterThanOrEqual(ACTIVATION_MIN);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  test("rises faster than it falls", () => {
    const rate = new Float64Array(2);
    activationRates(rate, Float64Array.of(0.4, 0.6), Float64Array.of(0.6, 0.4));
    expect(rate[0]).toBeGreaterThan(2 * -rate[1]);
  });

  test.prop([part, wild, wild], { seed: 3, numRuns: 100 })(
    "is walked back as finite differences are",
    (at, towards, slope) => {
      // It has corners where it is as asked, and where more is asked than it takes.
      const corners = [at, ACTIVATION_MIN, 1];
      fc.pre(at > 0.002 && at < 0.999 && corners.every((edge) => Math.abs(towards - edge) > 1e-3));
      const a = Float64Array.of(at);
      const u = Float64Array.of(towards);
      const rate = new Float64Array(1);
      const loss = () => {
        activationRates(rate, a, u);
        return slope * rate[0];
      };
      const da = Float64Array.of(1);
      const du = Float64Array.of(-1);
      activationBackward(da, du, Float64Array.of(slope), a, u);
      expect([da[0] - 1]).toBeNear(numericalGradient(loss, a), { atol: 1e-5, rtol: 1e-6 });
      expect([du[0] + 1]).toBeNear(numericalGradient(loss, u), { atol: 1e-5, rtol: 1e-6 });
    },
  );
});
