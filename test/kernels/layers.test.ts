import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { both, expectSame, noise, perform } from "./twins.ts";

const seed = fc.integer({ min: 1, max: 1e6 });
const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70 }));
const runs = { seed: 2, numRuns: 50 };

describe("the SIMD layers give what the specification gives", () => {
  test.prop([seed, size, size, size], runs)("forward", (s, batch, rows, cols) => {
    const some = noise(s);
    expectSame(
      { Y: some(batch * rows), X: some(batch * cols), W: some(rows * cols), b: some(rows) },
      (k, { Y, X, W, b }) => k.dense(Y, X, W, b, batch, rows, cols),
      cols,
    );
  });

  test.prop([seed, size, size, size, fc.boolean()], runs)(
    "backward, with and without dX",
    (s, batch, rows, cols, wanted) => {
      const some = noise(s);
      expectSame(
        {
          dX: some(batch * cols),
          dW: some(rows * cols),
          db: some(rows),
          dY: some(batch * rows),
          X: some(batch * cols),
          W: some(rows * cols),
        },
        (k, { dX, dW, db, dY, X, W }) =>
          k.denseBackward(wanted ? dX : -1, dW, db, dY, X, W, batch, rows, cols),
        Math.max(batch, rows),
      );
    },
  );

  test.prop([seed, size], runs)("for what is applied to each unit", (s, n) => {
    const some = noise(s);
    expectSame({ y: some(n) }, (k, { y }) => k.relu(y, n));
    expectSame({ y: some(n) }, (k, { y }) => k.tanh(y, n));
    const y = some(n).map((value, i) => (i % 3 === 0 ? 0 : value));
    expectSame({ dy: some(n), y }, (k, at) => k.reluBackward(at.dy, at.y, n));
  });
});

describe.each(both)("$name", (kernels) => {
  test("rectifies, and passes no gradient where there was nothing", () => {
    const y = [-1, -0.5, 0, 0.5, 2];
    const after = perform(kernels, { y }, (k, at) => k.relu(at.y, 5)).y;
    expect(after).toBeNear([0, 0, 0, 0.5, 2], {});
    const dy = perform(kernels, { dy: [1, 2, 3, 4, 5], y: after }, (k, at) =>
      k.reluBackward(at.dy, at.y, 5),
    ).dy;
    expect([...dy]).toEqual([0, 0, 0, 4, 5]);
  });

  test("lets NaN be seen", () => {
    const y = [1, Number.NaN, 2, 3, Number.NaN];
    expect(perform(kernels, { y }, (k, at) => k.relu(at.y, 5)).y[1]).toBeNaN();
    expect(perform(kernels, { y }, (k, at) => k.tanh(at.y, 5)).y[4]).toBeNaN();
  });
});
