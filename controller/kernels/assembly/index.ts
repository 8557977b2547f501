/**
 * The kernels of kernels.ts in AssemblyScript, on f32 and SIMD. Here offsets in elements become
 * pointers in bytes; everything else is in the files beside this one.
 *
 * The memory is imported, and there is no heap: a stretch at its start is scratch, the rest is the
 * caller's, from `firstFree` on.
 */
import * as activations from "./activations";
import * as descent from "./adam";
import * as layer from "./dense";
import * as recurrent from "./lstm";
import * as matrices from "./matrix-matrix";
import { matrixVector, addTransposedProduct as addTransposed } from "./matrix-vector";
import * as vectors from "./vectors";

/** Where the memory that is the caller's begins, in elements. */
export const firstFree: i32 = <i32>(matrices.SCRATCH >> 2);

type Offset = i32;

// @ts-ignore: decorator
@inline
function at(offset: Offset): usize {
  return (<usize>offset) << 2;
}

export function fill(x: Offset, value: f32, n: i32): void {
  vectors.fill(at(x), value, n);
}

export function copy(y: Offset, x: Offset, n: i32): void {
  memory.copy(at(y), at(x), at(n));
}

export function addScaled(y: Offset, a: f32, x: Offset, n: i32): void {
  vectors.addScaled(at(y), a, at(x), n);
}

export function affine(y: Offset, W: Offset, x: Offset, b: Offset, rows: i32, cols: i32): void {
  matrixVector(at(y), at(b), at(W), at(x), rows, cols);
}

export function addTransposedProduct(y: Offset, W: Offset, x: Offset, rows: i32, cols: i32): void {
  addTransposed(at(y), at(W), at(x), rows, cols);
}

export function addProduct(C: Offset, A: Offset, B: Offset, m: i32, n: i32, k: i32): void {
  matrices.addProduct(at(C), at(A), at(B), m, n, k);
}

export function addProductBt(C: Offset, A: Offset, B: Offset, m: i32, n: i32, k: i32): void {
  matrices.addProductBt(at(C), at(A), at(B), m, n, k);
}

export function addProductAt(C: Offset, A: Offset, B: Offset, m: i32, n: i32, k: i32): void {
  matrices.addProductAt(at(C), at(A), at(B), m, n, k);
}

export function dense(
  Y: Offset, X: Offset, W: Offset, b: Offset,
  batch: i32, rows: i32, cols: i32,
): void {
  layer.dense(at(Y), at(X), at(W), at(b), batch, rows, cols);
}

export function denseBackward(
  dX: Offset, dW: Offset, db: Offset, dY: Offset, X: Offset, W: Offset,
  batch: i32, rows: i32, cols: i32,
): void {
  const wanted: usize = dX < 0 ? 0 : at(dX);
  layer.denseBackward(wanted, at(dW), at(db), at(dY), at(X), at(W), batch, rows, cols);
}

export function relu(y: Offset, n: i32): void {
  activations.relu(at(y), n);
}

export function reluBackward(dy: Offset, y: Offset, n: i32): void {
  activations.reluBackward(at(dy), at(y), n);
}

export function tanh(y: Offset, n: i32): void {
  activations.tanh(at(y), n);
}

export function lstmForward(
  hNext: Offset, hStride: i32, cNext: Offset, gates: Offset, tanhC: Offset,
  XH: Offset, c: Offset, W: Offset, b: Offset,
  batch: i32, inputs: i32, hidden: i32,
): void {
  recurrent.lstmForward(
    at(hNext), at(hStride), at(cNext), at(gates), at(tanhC),
    at(XH), at(c), at(W), at(b),
    batch, inputs, hidden,
  );
}

export function lstmBackward(
  dXH: Offset, dc: Offset, dW: Offset, db: Offset, dGates: Offset,
  dhNext: Offset, hStride: i32, dcNext: Offset,
  gates: Offset, tanhC: Offset, XH: Offset, c: Offset, W: Offset,
  batch: i32, inputs: i32, hidden: i32,
): void {
  recurrent.lstmBackward(
    at(dXH), at(dc), at(dW), at(db), at(dGates),
    at(dhNext), at(hStride), at(dcNext),
    at(gates), at(tanhC), at(XH), at(c), at(W),
    batch, inputs, hidden,
  );
}

export function sumOfSquares(x: Offset, n: i32): f64 {
  return vectors.sumOfSquares(at(x), n);
}

export function adam(
  w: Offset, g: Offset, m: Offset, v: Offset, n: i32,
  rate: f32, beta1: f32, keep1: f32, beta2: f32, keep2: f32, spread: f32, epsilon: f32, scale: f32,
): void {
  descent.adam(
    at(w), at(g), at(m), at(v), n,
    rate, beta1, keep1, beta2, keep2, spread, epsilon, scale,
  );
}
