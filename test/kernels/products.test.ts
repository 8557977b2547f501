import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { evenly } from "../support/evenly.ts";
import { both, expectSame, noise, perform } from "./twins.ts";

const seed = fc.integer({ min: 1, max: 1e6 });
const size = fc.oneof(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 14, max: 75 }));
const runs = { seed: 1, numRuns: 60 };

describe("the SIMD kernels give what the specification gives", () => {
  test.prop([seed, size, evenly(-2, 2)], runs)("for vectors", (s, n, x) => {
    const some = noise(s);
    const a = Math.fround(x);
    expectSame({ y: some(n) }, (k, at) => k.fill(at.y, a, n));
    expectSame({ y: some(n), x: some(n) }, (k, at) => k.copy(at.y, at.x, n));
    expectSame({ y: some(n), x: some(n) }, (k, at) => k.addScaled(at.y, a, at.x, n));
    expectSame({ y: some(1), x: some(n) }, (k, at) => {
      k.view(at.y, 1)[0] = k.sumOfSquares(at.x, n);
    });
  });

  test.prop([seed, size, size], runs)("for a matrix and a vector", (s, rows, cols) => {
    const some = noise(s);
    const W = some(rows * cols);
    expectSame(
      { y: some(rows), W, x: some(cols), b: some(rows) },
      (k, at) => k.affine(at.y, at.W, at.x, at.b, rows, cols),
      cols,
    );
    expectSame(
      { y: some(cols), W, x: some(rows) },
      (k, at) => k.addTransposedProduct(at.y, at.W, at.x, rows, cols),
      rows,
    );
  });

  test.prop([seed, size, size, size], runs)("for matrices, in all three forms", (s, m, n, k) => {
    const some = noise(s);
    const tensors = { C: some(m * n), A: some(m * k), B: some(k * n) };
    expectSame(tensors, (K, { C, A, B }) => K.addProduct(C, A, B, m, n, k), k);
    expectSame(tensors, (K, { C, A, B }) => K.addProductBt(C, A, B, m, n, k), k);
    expectSame(tensors, (K, { C, A, B }) => K.addProductAt(C, A, B, m, n, k), k);
  });

  test.each([
    [6, 300, 130],
    [5, 9, 2500],
    [7, 41, 1024],
    [5, 17, 1025],
  ])("for A Bᵀ that is larger than the scratch: %i × %i × %i", (m, n, k) => {
    const some = noise(n);
    const tensors = { C: some(m * n), A: some(m * k), B: some(k * n) };
    expectSame(tensors, (K, { C, A, B }) => K.addProductBt(C, A, B, m, n, k), k);
  });

  test.each([
    [64, 8, 1408],
    [65, 9, 1409],
    [131, 21, 2900],
    [3, 30, 1600],
  ])("for A B and Aᵀ B that are larger than a tile: %i × %i × %i", (m, n, k) => {
    const some = noise(n);
    const tensors = { C: some(m * n), A: some(m * k), B: some(k * n) };
    expectSame(tensors, (K, { C, A, B }) => K.addProduct(C, A, B, m, n, k), k);
    expectSame(tensors, (K, { C, A, B }) => K.addProductAt(C, A, B, m, n, k), k);
  });

  test("for no elements at all", () => {
    expectSame({ y: [1, 2], x: [3, 4] }, (k, { y, x }) => {
      k.fill(y, 9, 0);
      k.copy(y, x, 0);
      k.addScaled(y, 9, x, 0);
    });
  });
});

describe.each(both)("$name", (kernels) => {
  test("multiplies matrices as on paper", () => {
    // [1 2 3; 4 5 6] [1 0; 0 1; 2 −1] = [7 −1; 16 −1]
    const A = [1, 2, 3, 4, 5, 6];
    const At = [1, 4, 2, 5, 3, 6];
    const B = [1, 0, 0, 1, 2, -1];
    const Bt = [1, 0, 2, 0, 1, -1];
    const C = [100, 200, 300, 400];
    const product = [107, 199, 316, 399];

    const plain = perform(kernels, { C, A, B }, (k, at) => k.addProduct(at.C, at.A, at.B, 2, 2, 3));
    expect([...plain.C]).toEqual(product);
    const bt = perform(kernels, { C, A, B: Bt }, (k, at) =>
      k.addProductBt(at.C, at.A, at.B, 2, 2, 3),
    );
    expect([...bt.C]).toEqual(product);
    const ta = perform(kernels, { C, A: At, B }, (k, at) =>
      k.addProductAt(at.C, at.A, at.B, 2, 2, 3),
    );
    expect([...ta.C]).toEqual(product);
  });

  test("multiplies a matrix and a vector as on paper", () => {
    const W = [1, 2, 3, 4, 5, 6];
    const y = perform(kernels, { y: [9, 9], W, x: [1, 0, -1], b: [10, 20] }, (k, at) =>
      k.affine(at.y, at.W, at.x, at.b, 2, 3),
    ).y;
    expect([...y]).toEqual([8, 18]);
    const z = perform(kernels, { y: [1, 1, 1], W, x: [1, -1] }, (k, at) =>
      k.addTransposedProduct(at.y, at.W, at.x, 2, 3),
    ).y;
    expect([...z]).toEqual([-2, -2, -2]);
  });

  test("sums a million squares to the last digits that single precision has", () => {
    const n = 1e6;
    const x = kernels.allocate(n);
    kernels.fill(x, 0.1, n);
    const entry = kernels.view(x, 1)[0];
    expect(kernels.sumOfSquares(x, n)).toBeCloseTo(n * entry * entry, 6);
  });
});
