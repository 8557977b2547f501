import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { both, noise, perform, wasm } from "./twins.ts";

/** Algorithm 1 of Kingma & Ba 2015, as it is printed, for one weight. */
function byThePaper(theta0: number, gradients: readonly number[], alpha: number) {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  let [theta, m, v] = [theta0, 0, 0];
  gradients.forEach((g, i) => {
    const t = i + 1;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g ** 2;
    const mHat = m / (1 - beta1 ** t);
    const vHat = v / (1 - beta2 ** t);
    theta = theta - (alpha * mHat) / (Math.sqrt(vHat) + epsilon);
  });
  return { theta, m, v };
}

describe.each(both)("$name", (kernels) => {
  test.prop(
    [
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 12 }),
    ],
    { seed: 5, numRuns: 40 },
  )("follows the paper over many steps", (s, n, steps) => {
    const some = noise(s);
    const gradients = Array.from({ length: steps }, () => some(n));
    const before = { w: some(n), m: new Float64Array(n), v: new Float64Array(n), g: some(n) };
    const after = perform(kernels, before, (k, { w, m, v, g }) => {
      gradients.forEach((gradient, i) => {
        k.view(g, n).set(gradient);
        k.adam(w, g, m, v, n, 0.01, 0.9, 0.999, 1e-8, i + 1, 0.5);
      });
    });
    const expected = Array.from(before.w, (w, i) =>
      byThePaper(
        w,
        gradients.map((gradient) => 0.5 * gradient[i]),
        0.01,
      ),
    );
    const near = { atol: 4e-7, rtol: 4e-7 };
    expect(after.w).toBeNear(
      expected.map(({ theta }) => theta),
      near,
    );
    expect(after.m).toBeNear(
      expected.map(({ m }) => m),
      near,
    );
    expect(after.v).toBeNear(
      expected.map(({ v }) => v),
      { atol: 1e-10, rtol: 2e-6 },
    );
    expect([...after.g]).toEqual([...gradients[steps - 1]]);
  });

  test("first steps by the rate, whatever the size of the gradient", () => {
    const g = [1e-4, -3, 250, 0, -1e-6];
    const zero = [0, 0, 0, 0, 0];
    const { w } = perform(kernels, { w: zero, g, m: zero, v: zero }, (k, at) =>
      k.adam(at.w, at.g, at.m, at.v, 5, 0.1, 0.9, 0.999, 1e-12, 1, 1),
    );
    expect(w).toBeNear([-0.1, 0.1, -0.1, 0, 0.1], { atol: 1e-6 });
  });
});

test("moments that nothing feeds come to rest at 0, not among the slow subnormals", () => {
  const n = 6;
  const w = wasm.allocate(n);
  const [g, m, v] = [1, 2, 3].map(() => wasm.allocate(n));
  wasm.fill(m, 1, n);
  for (let step = 1; step < 1000; step++) wasm.adam(w, g, m, v, n, 0, 0.9, 0.5, 1e-8, step, 1);
  expect([...wasm.view(m, n)]).toEqual([0, 0, 0, 0, 0, 0]);
});
