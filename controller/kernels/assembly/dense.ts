/** Y = X Wᵀ + b for a batch and the way back; shapes as in the contract. */
import { addProduct, addProductAt, addProductBt } from "./matrix-matrix";
import { matrixVector } from "./matrix-vector";
import { addScaled, fill } from "./vectors";

export function dense(
  Y: usize, X: usize, W: usize, b: usize,
  batch: i32, rows: i32, cols: i32,
): void {
  if (batch == 1) {
    matrixVector(Y, b, W, X, rows, cols);
    return;
  }
  const row = (<usize>rows) << 2;
  for (let s = 0; s < batch; s++) memory.copy(Y + <usize>s * row, b, row);
  addProductBt(Y, X, W, batch, rows, cols);
}

/** dX may be 0, where memory has no tensor, for nobody needs it. */
export function denseBackward(
  dX: usize, dW: usize, db: usize,
  dY: usize, X: usize, W: usize,
  batch: i32, rows: i32, cols: i32,
): void {
  if (dX != 0) {
    fill(dX, 0, batch * cols);
    addProduct(dX, dY, W, batch, cols, rows);
  }
  addProductAt(dW, dY, X, rows, cols, batch);
  const row = (<usize>rows) << 2;
  for (; batch > 0; batch--, dY += row) addScaled(db, 1, dY, rows);
}
