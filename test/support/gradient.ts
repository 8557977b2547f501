/** ∂loss/∂x by central differences. The step is ∛ε, which balances truncation against rounding. */
export function numericalGradient(
  loss: () => number,
  x: Float64Array,
  step = Math.cbrt(Number.EPSILON),
): Float64Array {
  return x.map((value, i) => {
    x[i] = value + step;
    const above = loss();
    x[i] = value - step;
    const below = loss();
    x[i] = value;
    return (above - below) / (2 * step);
  });
}
