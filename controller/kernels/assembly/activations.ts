/**
 * tanh, σ and max(0, ·) on vectors of four; of each, NaN gives NaN.
 *
 * Both curves come from e^u, with u = n ln 2 + r for a whole n and |r| ≤ ½ ln 2:
 *
 *   e^u = 2ⁿ (1 + q),  q = e^r − 1 ≈ r + r² p(r)
 *   tanh x = (1 − e^u) / (1 + e^u) with u = −2 |x|        σ(x) = 1 / (1 + e^u) with u = −x
 *
 * p is our minimax fit of degree 4 on |r| ≤ ½ ln 2, relative error of q 1.4e-8. Error over all of
 * f32, rounding included: tanh 1.5e-7 absolute and 1.9e-7 relative, σ 0.9e-7 absolute.
 */
import { V, storePart } from "./vectors";

/** Further out e^u would leave the normal numbers; either curve is flat long before. */
const FARTHEST: f32 = 87;

/** 1.5 · 2²³: a sum with it has no bits left for a fraction, and its last bits are an integer. */
const ROUND: f32 = 12582912;

/** e^u + d for d = ±1; without cancellation for d = −1. */
// @ts-ignore: decorator
@inline
function exponentialPlus(u: v128, d: f32): v128 {
  const round = f32x4.splat(ROUND);
  const n = f32x4.add(f32x4.mul(u, f32x4.splat(1.4426950408889634)), round);
  const scale = i32x4.add(i32x4.shl(n, 23), f32x4.splat(1)); // 2ⁿ, by its exponent
  const r = f32x4.sub(u, f32x4.mul(f32x4.sub(n, round), f32x4.splat(0.6931471805599453)));
  let p = f32x4.splat(0.0013882503844797611);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.008366581052541733));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.04166720062494278));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.1666654348373413));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.4999999701976776));
  const q = f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p));
  return f32x4.add(f32x4.mul(scale, q), f32x4.add(scale, f32x4.splat(d)));
}

// @ts-ignore: decorator
@inline
function tanh4(x: v128): v128 {
  const twice = f32x4.mul(f32x4.abs(x), f32x4.splat(-2));
  const m = exponentialPlus(f32x4.pmax(twice, f32x4.splat(-FARTHEST)), -1);
  const size = f32x4.div(m, f32x4.add(f32x4.splat(2), m));
  return v128.bitselect(x, size, f32x4.splat(-0.0)); // the sign of x, all else of size
}

// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const near = f32x4.pmin(f32x4.pmax(f32x4.neg(x), f32x4.splat(-FARTHEST)), f32x4.splat(FARTHEST));
  return f32x4.div(f32x4.splat(1), exponentialPlus(near, 1));
}

/** y ← tanh(y). */
export function tanh(y: usize, n: i32): void {
  for (; n > 0; n -= 4, y += V) storePart(y, tanh4(v128.load(y)), n);
}

/** y ← σ(y). */
export function sigmoid(y: usize, n: i32): void {
  for (; n > 0; n -= 4, y += V) storePart(y, sigmoid4(v128.load(y)), n);
}

/** y ← max(0, y); a NaN stays one. */
export function relu(y: usize, n: i32): void {
  for (; n > 0; n -= 4, y += V) storePart(y, f32x4.pmax(v128.load(y), f32x4.splat(0)), n);
}

/** dy ← dy where y > 0, else 0. */
export function reluBackward(dy: usize, y: usize, n: i32): void {
  for (; n > 0; n -= 4, y += V, dy += V) {
    storePart(dy, v128.and(v128.load(dy), f32x4.gt(v128.load(y), f32x4.splat(0))), n);
  }
}
