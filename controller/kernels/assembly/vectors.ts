/**
 * Loads, stores and loops over vectors of four f32. Pointers are in bytes, sizes in elements.
 *
 * A *load* at the tail of a row may read up to 12 bytes past it, for allocations are padded. Nothing
 * is ever *stored* past an end, so what was read there goes nowhere.
 */

/** Bytes of a vector. */
export const V: usize = 16;

/** Stores the first `lanes` of a vector; all four if there are more. */
// @ts-ignore: decorator
@inline
export function storePart(at: usize, x: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(at, x);
  } else {
    if (lanes & 2) v128.store64_lane(at, x, 0);
    if (lanes == 3) v128.store32_lane(at, x, 2, 8);
    if (lanes == 1) v128.store32_lane(at, x, 0);
  }
}

/** All ones in the first `lanes` of four, for sums over a tail: NaN & 0 is 0, NaN × 0 is not. */
// @ts-ignore: decorator
@inline
export function firstLanes(lanes: i32): v128 {
  return i32x4.gt_s(i32x4.splat(lanes), i32x4(0, 1, 2, 3));
}

/** The sums over each of a, b, c, d, as one vector. */
// @ts-ignore: decorator
@inline
export function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(
    v128.shuffle<f32>(a, b, 0, 4, 1, 5),
    v128.shuffle<f32>(a, b, 2, 6, 3, 7),
  );
  const cd = f32x4.add(
    v128.shuffle<f32>(c, d, 0, 4, 1, 5),
    v128.shuffle<f32>(c, d, 2, 6, 3, 7),
  );
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** x ← value. */
export function fill(x: usize, value: f32, n: i32): void {
  const values = f32x4.splat(value);
  for (; n >= 4; n -= 4, x += V) v128.store(x, values);
  storePart(x, values, n);
}

/** y ← y + a x. */
export function addScaled(y: usize, a: f32, x: usize, n: i32): void {
  const scale = f32x4.splat(a);
  for (; n >= 4; n -= 4, y += V, x += V) {
    v128.store(y, f32x4.add(v128.load(y), f32x4.mul(scale, v128.load(x))));
  }
  if (n > 0) storePart(y, f32x4.add(v128.load(y), f32x4.mul(scale, v128.load(x))), n);
}

/** Σ x², in double: two lanes of f64, each a partial sum. */
export function sumOfSquares(x: usize, n: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (; n > 0; n -= 4, x += V) {
    let four = v128.load(x);
    if (n < 4) four = v128.and(four, firstLanes(n));
    const first = f64x2.promote_low_f32x4(four);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}
