/** How figures are put into words, on the terminal and in reports alike. */
import type { PairedTest } from "../../sim/metrics/statistics.ts";
import type { Outcomes, Spread } from "./outcomes.ts";
import { isLower } from "./verdict.ts";

/** 4.75 ± 1.01, or 4.75 for a single seed; "–" where nothing has ended. */
export function spreadText(spread: Spread | undefined, digits = 3): string {
  if (!spread) return "–";
  const lost = spread.diverged === 0 ? "" : ` (${spread.diverged} diverged)`;
  if (spread.values.length === 0) return `–${lost}`;
  const mean = figureText(spread.mean, digits);
  return `${mean}${spread.sem === null ? "" : ` ± ${figureText(spread.sem, 2)}`}${lost}`;
}

/** So many significant digits, without an exponent. */
export function figureText(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return minus(value.toFixed(Math.max(0, digits - 1 - size)));
}

/** 10 of 10 seeds, p = 0.0004, d_z = 1.6 */
export function testText(test: PairedTest | undefined): string {
  if (!test) return "too few seeds for a test";
  return `lower in ${test.below} of ${test.pairs} seeds, p = ${test.p.toPrecision(2)}, d_z = ${minus(test.effect.toFixed(1))}`;
}

/**
 * Part of the way from `from` to `to` that `at` goes [%]. Nothing where there is no way to go: where
 * the paired test over seeds does not tell `from` and `to` apart.
 */
export function gapClosed(
  outcomes: Outcomes,
  conditions: { readonly from: string; readonly to: string; readonly at: string },
): number | undefined {
  const gap = outcomes.compare(conditions.to, conditions.from);
  const [from, to, at] = [conditions.from, conditions.to, conditions.at].map(
    (condition) => outcomes.spread(condition)?.mean,
  );
  if (!gap || isLower(gap) !== "holds") return undefined;
  if (from === undefined || to === undefined || at === undefined) return undefined;
  return (100 * (from - at)) / (from - to);
}

/** A minus sign where toFixed has a hyphen. */
const minus = (text: string): string => text.replace("-", "−");
