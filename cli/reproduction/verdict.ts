/**
 * When a claim holds, the same rule for all: the means differ as claimed, and the paired two-sided
 * t-test over seeds gives p < 0.05. "partly": the means do, and p does not.
 */
import type { PairedTest } from "../../sim/metrics/statistics.ts";
import type { Verdict } from "../report/document.ts";

const SIGNIFICANT = 0.05;

/** Of the claim that a is lower than b, by the test of a against b. */
export function isLower(test: PairedTest | undefined): Verdict {
  if (!test) return "not run";
  if (test.meanDifference >= 0) return "fails";
  return test.p < SIGNIFICANT ? "holds" : "partly";
}

/** Of the claim that a does not differ from b for the worse. */
export function isNoWorse(test: PairedTest | undefined): Verdict {
  if (!test) return "not run";
  return test.meanDifference > 0 && test.p < SIGNIFICANT ? "fails" : "holds";
}

/** Of a claim of several parts. */
export function together(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0 || verdicts.every((verdict) => verdict === "not run")) return "not run";
  const known = verdicts.filter((verdict) => verdict !== "not run");
  if (known.every((verdict) => verdict === "holds")) return "holds";
  return known.every((verdict) => verdict === "fails") ? "fails" : "partly";
}
