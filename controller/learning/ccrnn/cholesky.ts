/**
 * Linear equations with a symmetric, positive definite matrix, and many right-hand sides at once.
 *
 *   A = L Lᵀ,   L Y = B,   Lᵀ X = Y
 *
 * The one of ml-matrix walks down columns and takes three times as long, half of a whole batch.
 */

/** A [n × n], of which the lower half is read, ← L; B [n × width] ← A⁻¹ B. */
export function solveCholesky(A: Float64Array, B: Float64Array, n: number, width: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * n + j];
      for (let k = 0; k < j; k++) sum -= A[i * n + k] * A[j * n + k];
      A[i * n + j] = i === j ? Math.sqrt(sum) : sum / A[j * n + j];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtract(B, i, k, A[i * n + k], width);
    divide(B, i, A[i * n + i], width);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtract(B, i, k, A[k * n + i], width);
    divide(B, i, A[i * n + i], width);
  }
}

/** Row i ← row i − factor · row k. */
function subtract(B: Float64Array, i: number, k: number, factor: number, width: number): void {
  let to = i * width;
  let from = k * width;
  for (const end = to + width; to < end; to++, from++) B[to] -= factor * B[from];
}

function divide(B: Float64Array, i: number, divisor: number, width: number): void {
  for (let at = i * width; at < (i + 1) * width; at++) B[at] /= divisor;
}
