/** Vectors and matrices: y ← y + a x, y ← W x + b, C ← C + A B and its transposed forms. */
import type { Kernels } from "./kernels.ts";

export type Products = Pick<
  Kernels,
  | "fill"
  | "copy"
  | "addScaled"
  | "affine"
  | "addTransposedProduct"
  | "addProduct"
  | "addProductBt"
  | "addProductAt"
>;

export function products(memory: Float64Array): Products {
  /** Σ x_i y_i over n elements. */
  function dot(x: number, y: number, n: number): number {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += memory[x + i] * memory[y + i];
    return sum;
  }

  function addScaled(y: number, a: number, x: number, n: number): void {
    for (let i = 0; i < n; i++) memory[y + i] += a * memory[x + i];
  }

  return {
    addScaled,

    fill(x, value, n) {
      memory.fill(value, x, x + n);
    },

    copy(y, x, n) {
      memory.copyWithin(y, x, x + n);
    },

    affine(y, W, x, b, rows, cols) {
      for (let row = 0; row < rows; row++) {
        memory[y + row] = memory[b + row] + dot(W + row * cols, x, cols);
      }
    },

    addTransposedProduct(y, W, x, rows, cols) {
      for (let row = 0; row < rows; row++) addScaled(y, memory[x + row], W + row * cols, cols);
    },

    addProduct(C, A, B, m, n, k) {
      for (let i = 0; i < m; i++) {
        for (let p = 0; p < k; p++) addScaled(C + i * n, memory[A + i * k + p], B + p * n, n);
      }
    },

    addProductBt(C, A, B, m, n, k) {
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) memory[C + i * n + j] += dot(A + i * k, B + j * k, k);
      }
    },

    addProductAt(C, A, B, m, n, k) {
      for (let p = 0; p < k; p++) {
        for (let i = 0; i < m; i++) addScaled(C + i * n, memory[A + p * m + i], B + p * n, n);
      }
    },
  };
}
