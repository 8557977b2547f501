/**
 * The two-sided tail of Student's t distribution, by the regularised incomplete beta function.
 *
 *   P(|T| ≥ t) = I_x(ν/2, 1/2),   x = ν / (ν + t²)
 *
 * Digital Library of Mathematical Functions, dlmf.nist.gov: continued fraction 8.17.22, symmetry
 * 8.17.4; log-gamma by Stirling's series, 5.11.1.
 */

/** Chance of a value at least as far from zero as `t`, at `freedom` degrees of freedom. */
export function twoSidedTail(t: number, freedom: number): number {
  if (!(freedom > 0)) throw new RangeError(`degrees of freedom are above 0, found ${freedom}`);
  if (Number.isNaN(t)) return Number.NaN;
  if (!Number.isFinite(t)) return 0;
  const squared = t * t;
  // Both shares from their own quotient, for 1 − x would lose the small one's digits.
  return regularisedBeta(
    freedom / (freedom + squared),
    squared / (freedom + squared),
    freedom / 2,
    0.5,
  );
}

/** I_x(a, b), with `y` = 1 − x. */
export function regularisedBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // The fraction converges fast where x < (a + 1) / (a + b + 2); elsewhere I_x(a, b) = 1 − I_y(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(y, x, b, a);
  const logFront =
    a * Math.log(x) + b * Math.log(y) - Math.log(a) - logGamma(a) - logGamma(b) + logGamma(a + b);
  return Math.exp(logFront) / betaFraction(x, a, b);
}

const TERMS_MAX = 10_000;
const TINY = 1e-300;

/** 1 + d₁/(1 + d₂/(1 + …)) of DLMF 8.17.22, by Lentz's method as Thompson & Barnett (1986) have it. */
function betaFraction(x: number, a: number, b: number): number {
  let value = 1;
  let c = 1;
  let d = 0;
  for (let k = 1; k <= TERMS_MAX; k++) {
    const m = k >> 1;
    const term =
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + term * d);
    c = awayFromZero(1 + term / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Where Stirling's series is exact to the last digits. */
const STIRLING_FROM = 12;
/** B₂ₖ / (2k (2k − 1)) for k = 1 … 7. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];

/** log Γ(x) for x > 0: Stirling's series, reached through Γ(x) = Γ(x + 1) / x. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < STIRLING_FROM) {
    shift += Math.log(z);
    z++;
  }
  let series = 0;
  let power = 1 / z;
  for (const coefficient of STIRLING) {
    series += coefficient * power;
    power /= z * z;
  }
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
