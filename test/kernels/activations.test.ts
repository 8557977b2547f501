import { describe, expect, test } from "vitest";
import { both } from "./twins.ts";

const COUNT = 2 ** 17;

/** Float32s of every size and either sign, 32749 bit patterns apart, and the infinities. */
const ofEverySize = new Float32Array(
  Int32Array.from({ length: COUNT }, (_, i) => Math.imul(i, 32749)).buffer,
).map((x) => (Number.isNaN(x) ? 0 : x));
ofEverySize.set([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-45, -1e-45]);

/** And many of them where the curves bend. */
const inTheBend = Float32Array.from({ length: COUNT }, (_, i) => (i / COUNT - 0.5) * 40);

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe.each(both)("$name", (kernels) => {
  const y = kernels.allocate(COUNT);
  const XH = kernels.allocate(2 * COUNT);
  const gates = kernels.allocate(4 * COUNT);
  const [h, c, tanhC] = [1, 2, 3].map(() => kernels.allocate(COUNT));
  const W = kernels.allocate(8);
  const b = kernels.allocate(4);
  kernels.view(W, 8).set([1, 0, 1, 0, 1, 0, 1, 0]);

  /** Four gates a sample, of a unit whose weights hand its input on as it is. */
  function gatesFor(x: Float32Array) {
    const rows = kernels.view(XH, 2 * COUNT);
    for (let s = 0; s < COUNT; s++) rows[2 * s] = x[s];
    kernels.fill(c, 0, COUNT);
    kernels.lstmForward(h, 1, c, gates, tanhC, XH, c, W, b, COUNT, 1, 1);
    return kernels.view(gates, 4 * COUNT);
  }

  function tanhOf(x: Float32Array) {
    kernels.view(y, COUNT).set(x);
    kernels.tanh(y, COUNT);
    return kernels.view(y, COUNT);
  }

  describe.each([
    ["x of every size", ofEverySize],
    ["x in −20…20", inTheBend],
  ])("for %s", (_, x) => {
    test("tanh is right to 2e-7 and stays within −1…1", () => {
      const result = tanhOf(x);
      expect(result).toBeNear(Float64Array.from(x, Math.tanh), { atol: 2e-7 });
      expect(result.every((value) => Math.abs(value) <= 1)).toBe(true);
    });

    test("tanh is right to 2.5e-7 of itself, however small", () => {
      const normal = x.filter((value) => Math.abs(value) > 1e-30);
      const padded = new Float32Array(COUNT).fill(1);
      padded.set(normal);
      expect(tanhOf(padded)).toBeNear(Float64Array.from(padded, Math.tanh), { rtol: 2.5e-7 });
    });

    test("σ is right to 1e-7 and stays within 0…1", () => {
      const result = gatesFor(x);
      const expected = Float64Array.from({ length: 4 * COUNT }, (__, i) =>
        i % 4 === 2 ? Math.tanh(x[i >> 2]) : sigmoid(x[i >> 2]),
      );
      expect(result.filter((__, i) => i % 4 !== 2)).toBeNear(
        expected.filter((__, i) => i % 4 !== 2),
        { atol: 1e-7 },
      );
      expect(result.every((value, i) => i % 4 === 2 || (value >= 0 && value <= 1))).toBe(true);
    });
  });

  test("NaN gives NaN", () => {
    const x = new Float32Array(COUNT).fill(Number.NaN);
    expect(tanhOf(x).every(Number.isNaN)).toBe(true);
    expect(gatesFor(x).every(Number.isNaN)).toBe(true);
  });

  test("tanh is odd, to the sign of zero", () => {
    const mirrored = Float64Array.from(tanhOf(inTheBend.map((x) => -x)));
    expect(Float64Array.from(tanhOf(inTheBend), (value) => -value)).toEqual(mirrored);
    expect(tanhOf(new Float32Array(COUNT).fill(-0))[0]).toBe(-0);
  });
});
