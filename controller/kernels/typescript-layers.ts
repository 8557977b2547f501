/**
 * A layer of units for a batch of samples, one a row, and the functions applied to what it gives.
 *
 *   Y = X Wᵀ + b      dX = dY W      dW = dYᵀ X      db = Σ dY over the batch
 *
 * Shapes: X [batch × cols], W [rows × cols], b [rows], Y [batch × rows].
 */
import type { Kernels } from "./kernels.ts";
import type { Products } from "./typescript-products.ts";

export type Layers = Pick<Kernels, "dense" | "denseBackward" | "relu" | "reluBackward" | "tanh">;

export function layers(
  memory: Float64Array,
  { fill, addScaled, affine, addProduct, addProductAt }: Products,
): Layers {
  return {
    dense(Y, X, W, b, batch, rows, cols) {
      for (let s = 0; s < batch; s++) affine(Y + s * rows, W, X + s * cols, b, rows, cols);
    },

    denseBackward(dX, dW, db, dY, X, W, batch, rows, cols) {
      if (dX >= 0) {
        fill(dX, 0, batch * cols);
        addProduct(dX, dY, W, batch, cols, rows);
      }
      addProductAt(dW, dY, X, rows, cols, batch);
      for (let s = 0; s < batch; s++) addScaled(db, 1, dY + s * rows, rows);
    },

    relu(y, n) {
      for (let i = y; i < y + n; i++) memory[i] = Math.max(0, memory[i]);
    },

    reluBackward(dy, y, n) {
      for (let i = 0; i < n; i++) if (!(memory[y + i] > 0)) memory[dy + i] = 0;
    },

    tanh(y, n) {
      for (let i = y; i < y + n; i++) memory[i] = Math.tanh(memory[i]);
    },
  };
}
