import { describe, expect, test } from "vitest";
import { growAdaptiveCells } from "../../controller/cerebellum/adaptive-cells.ts";
import { makeRandom } from "../../sim/random.ts";

const forEver = Number.POSITIVE_INFINITY;
const grow = (options: Partial<Parameters<typeof growAdaptiveCells>[0]> = {}) =>
  growAdaptiveCells({
    inputs: 5,
    outputs: 2,
    fast: { rate: 0, memory: forEver },
    slow: { rate: 0.1, memory: forEver },
    period: 0.01,
    errorMax: 1,
    weightMax: 10,
    ...options,
  });

describe("cells that learn by small steps", () => {
  test("find a linear map", () => {
    const random = makeRandom(1);
    const cells = grow();
    const truth = Array.from({ length: 10 }, () => 0.4 * random.normal());
    const g = new Float64Array(5);
    const y = new Float64Array(2);
    const e = new Float64Array(2);
    for (let k = 0; k < 5000; k++) {
      for (let i = 0; i < 5; i++) g[i] = random.normal();
      cells.fire(y, g);
      for (let o = 0; o < 2; o++) {
        let wanted = 0;
        for (let i = 0; i < 5; i++) wanted += truth[5 * o + i] * g[i];
        e[o] = wanted - y[o];
      }
      cells.learn(g, e);
    }
    expect(cells.slow).toBeNear(Float64Array.from(truth), { atol: 1e-3 });
  });

  test("forget on the time scale that they are given", () => {
    const cells = grow({ fast: { rate: 0.5, memory: 2 } });
    cells.learn(Float64Array.of(1, 0, 0, 0, 0), Float64Array.of(1, -1));
    const [fast, slow] = [cells.fast[0], cells.slow[0]];
    expect(fast).toBeGreaterThan(0);
    for (let k = 0; k < 200; k++) cells.forget(); // two seconds
    expect(cells.fast[0] / fast).toBeCloseTo(Math.exp(-1), 9);
    expect(cells.slow[0]).toBe(slow);
  });

  test("learn nothing from what is no number, and forget meanwhile", () => {
    const cells = grow({ slow: { rate: 0.1, memory: 1 } });
    const g = Float64Array.of(1, 1, 1, 1, 1);
    cells.learn(g, Float64Array.of(1, 1));
    const before = cells.slow[0];
    cells.learn(g, Float64Array.of(Number.NaN, 1));
    cells.learn(Float64Array.of(1, Number.POSITIVE_INFINITY, 0, 0, 0), Float64Array.of(1, 1));
    expect(cells.slow[0]).toBeCloseTo(before * Math.exp(-0.02), 12);
  });

  test("stay within their bounds, whatever comes", () => {
    const random = makeRandom(2);
    const cells = grow({ fast: { rate: 1, memory: 10 }, slow: { rate: 1, memory: forEver } });
    const g = new Float64Array(5);
    const e = new Float64Array(2);
    for (let k = 0; k < 20_000; k++) {
      for (let i = 0; i < 5; i++) g[i] = 10 ** (6 * random.uniform() - 3) * random.normal();
      for (let o = 0; o < 2; o++) e[o] = 1e6 * random.normal();
      cells.learn(g, e);
    }
    for (const w of [...cells.fast, ...cells.slow]) expect(Math.abs(w)).toBeLessThanOrEqual(10);
  });
});
