/** How figures are put into words, on the terminal and in reports alike. */
import type { PairedTest } from "../../sim/metrics/statistics.ts";
import type { Outcomes, Spread } from "./outcomes.ts";

/** 4.75 ± 1.01, or 4.75 for a single seed; "–" where nothing has ended. */
export function spreadText(spread: Spread | undefined, digits = 3): string {
  if (!spread) return "–";
  const mean = figureText(spread.mean, digits);
  return spread.sem === null ? mean : `${mean} ± ${figureText(spread.sem, 2)}`;
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

/** Part of the way from `from` to `to` that `at` goes [%]; nothing where there is no way to go. */
export function gapClosed(
  outcomes: Outcomes,
  conditions: { readonly from: string; readonly to: string; readonly at: string },
): number | undefined {
  const [from, to, at] = [conditions.from, conditions.to, conditions.at].map(
    (condition) => outcomes.spread(condition)?.mean,
  );
  if (from === undefined || to === undefined || at === undefined || from <= to) return undefined;
  return (100 * (from - at)) / (from - to);
}

/** A minus sign where toFixed has a hyphen. */
const minus = (text: string): string => text.replace("-", "−");
