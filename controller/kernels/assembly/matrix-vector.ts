/**
 * A matrix times one vector: what a brain does at every tick. W [rows × cols], row-major.
 *
 * y ← s + W x goes by rows, four dot products at a time, each in two partial sums so that eight
 * additions are under way at once. y ← y + Wᵀ x goes by four scaled rows at a time.
 */
import { V, addScaled, firstLanes, storePart, sums } from "./vectors";

/** y ← s + W x, where s may be y itself. */
export function matrixVector(y: usize, s: usize, W: usize, x: usize, rows: i32, cols: i32): void {
  const stride = (<usize>cols) << 2;
  for (; rows > 0; rows -= 4, W += stride << 2, y += V, s += V) {
    const sum = f32x4.add(v128.load(s), fourDots(W, x, rows, cols, stride));
    storePart(y, sum, rows);
  }
}

/** Four rows of W times x. Where fewer are left, the last stands in for those missing. */
// @ts-ignore: decorator
@inline
function fourDots(W: usize, x: usize, rows: i32, cols: i32, stride: usize): v128 {
  let w0 = W;
  let w1 = rows > 1 ? w0 + stride : w0;
  let w2 = rows > 2 ? w1 + stride : w1;
  let w3 = rows > 3 ? w2 + stride : w2;
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  let left = cols;
  for (; left >= 8; left -= 8) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(w0), x0));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(w1), x0));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(w2), x0));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(w3), x0));
    t0 = f32x4.add(t0, f32x4.mul(v128.load(w0, 16), x1));
    t1 = f32x4.add(t1, f32x4.mul(v128.load(w1, 16), x1));
    t2 = f32x4.add(t2, f32x4.mul(v128.load(w2, 16), x1));
    t3 = f32x4.add(t3, f32x4.mul(v128.load(w3, 16), x1));
    x += 2 * V;
    w0 += 2 * V;
    w1 += 2 * V;
    w2 += 2 * V;
    w3 += 2 * V;
  }
  for (; left > 0; left -= 4) {
    const mask = firstLanes(left);
    const x0 = v128.and(v128.load(x), mask);
    s0 = f32x4.add(s0, f32x4.mul(v128.and(v128.load(w0), mask), x0));
    s1 = f32x4.add(s1, f32x4.mul(v128.and(v128.load(w1), mask), x0));
    s2 = f32x4.add(s2, f32x4.mul(v128.and(v128.load(w2), mask), x0));
    s3 = f32x4.add(s3, f32x4.mul(v128.and(v128.load(w3), mask), x0));
    x += V;
    w0 += V;
    w1 += V;
    w2 += V;
    w3 += V;
  }
  return sums(f32x4.add(s0, t0), f32x4.add(s1, t1), f32x4.add(s2, t2), f32x4.add(s3, t3));
}

/** y ← y + Wᵀ x, with y [cols] and x [rows]. */
export function addTransposedProduct(y: usize, W: usize, x: usize, rows: i32, cols: i32): void {
  const stride = (<usize>cols) << 2;
  for (; rows >= 4; rows -= 4, x += V, W += stride << 2) addFourRows(y, W, x, cols, stride);
  for (; rows > 0; rows--, x += 4, W += stride) addScaled(y, load<f32>(x), W, cols);
}

/** y ← y + x₀ W₀ + x₁ W₁ + x₂ W₂ + x₃ W₃. */
// @ts-ignore: decorator
@inline
function addFourRows(y: usize, W: usize, x: usize, cols: i32, stride: usize): void {
  const x0 = v128.load32_splat(x);
  const x1 = v128.load32_splat(x, 4);
  const x2 = v128.load32_splat(x, 8);
  const x3 = v128.load32_splat(x, 12);
  let w0 = W;
  let w1 = w0 + stride;
  let w2 = w1 + stride;
  let w3 = w2 + stride;
  for (; cols > 0; cols -= 4) {
    const left = f32x4.add(f32x4.mul(x0, v128.load(w0)), f32x4.mul(x1, v128.load(w1)));
    const right = f32x4.add(f32x4.mul(x2, v128.load(w2)), f32x4.mul(x3, v128.load(w3)));
    storePart(y, f32x4.add(v128.load(y), f32x4.add(left, right)), cols);
    y += V;
    w0 += V;
    w1 += V;
    w2 += V;
    w3 += V;
  }
}
