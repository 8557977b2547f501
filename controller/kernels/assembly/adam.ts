/**
 * One step of Adam (Kingma & Ba 2015, Algorithm 1):
 *
 *   m ← β₁ m + keep₁ g      v ← β₂ v + keep₂ g²      w ← w − rate m / (spread √v + ε)
 *
 * keep = 1 − β is handed in because it loses digits in single precision, and the corrections of the
 * bias because they are the same for all weights: rate = α / (1 − β₁ᵗ), spread = 1 / √(1 − β₂ᵗ).
 *
 * Moments that have decayed below the normal numbers become 0. Else those of a weight that gets no
 * more gradient would stay there for ever, where arithmetic is some twenty times slower.
 */
import { V, storePart } from "./vectors";

export function adam(
  w: usize, g: usize, m: usize, v: usize, n: i32,
  rate: f32, beta1: f32, keep1: f32, beta2: f32, keep2: f32, spread: f32, epsilon: f32, scale: f32,
): void {
  for (; n > 0; n -= 4, w += V, g += V, m += V, v += V) {
    const gradient = f32x4.mul(f32x4.splat(scale), v128.load(g));
    const mean = normal(f32x4.add(
      f32x4.mul(f32x4.splat(beta1), v128.load(m)),
      f32x4.mul(f32x4.splat(keep1), gradient),
    ));
    const square = normal(f32x4.add(
      f32x4.mul(f32x4.splat(beta2), v128.load(v)),
      f32x4.mul(f32x4.mul(f32x4.splat(keep2), gradient), gradient),
    ));
    const bound = f32x4.add(
      f32x4.mul(f32x4.splat(spread), f32x4.sqrt(square)),
      f32x4.splat(epsilon),
    );
    const step = f32x4.div(f32x4.mul(f32x4.splat(rate), mean), bound);
    storePart(m, mean, n);
    storePart(v, square, n);
    storePart(w, f32x4.sub(v128.load(w), step), n);
  }
}

/** x, but 0 in place of a subnormal number; NaN stays. */
// @ts-ignore: decorator
@inline
function normal(x: v128): v128 {
  const smallest = f32x4.splat(1.1754943508222875e-38);
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), smallest));
}
