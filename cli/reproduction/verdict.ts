/**
 * When a claim holds, the same rule for all: the means differ as claimed, and the paired two-sided
 * t-test over seeds gives p < 0.05. "partly": the means do, and p does not. A claim of several parts
 * holds if all of them do. Nothing is said before all runs of a claim have ended.
 */
import type { PairedTest } from "../../sim/metrics/statistics.ts";
import type { Verdict } from "../report/document.ts";
import type { Outcomes } from "./outcomes.ts";

const SIGNIFICANT = 0.05;

export const isSignificant = ({ p }: PairedTest): boolean => p < SIGNIFICANT;

/** Of the claim that a is lower than b, by the test of a against b. */
export function isLower(test: PairedTest | undefined): Verdict {
  if (!test) return "not testable";
  if (test.meanDifference >= 0) return "fails";
  return isSignificant(test) ? "holds" : "partly";
}

/** Of the claim that a does as well as b or better: "partly" where it does worse by chance, perhaps. */
export function isNoWorse(test: PairedTest | undefined): Verdict {
  if (!test) return "not testable";
  if (test.meanDifference <= 0) return "holds";
  return isSignificant(test) ? "fails" : "partly";
}

/** Of the claim that a is no better than b: "fails" only where it certainly is. */
export function isNoBetter(test: PairedTest | undefined): Verdict {
  if (!test) return "not testable";
  return test.meanDifference < 0 && isSignificant(test) ? "fails" : "holds";
}

/** Of a claim of several parts. */
export function together(verdicts: readonly Verdict[]): Verdict {
  for (const missing of ["not run", "not testable"] as const) {
    if (verdicts.length === 0 || verdicts.includes(missing)) return missing;
  }
  if (verdicts.every((verdict) => verdict === "holds")) return "holds";
  return verdicts.every((verdict) => verdict === "fails") ? "fails" : "partly";
}

/**
 * What is said of a claim on these conditions: `judge` is only asked where each has two seeds or more,
 * and as many as are planned.
 */
export function verdictOn(
  outcomes: Outcomes,
  conditions: readonly string[],
  judge: () => Verdict,
): Verdict {
  if (conditions.length === 0) return "not testable";
  if (conditions.some((condition) => !outcomes.isComplete(condition))) return "not run";
  return conditions.some((condition) => outcomes.of(condition).length < 2)
    ? "not testable"
    : judge();
}
