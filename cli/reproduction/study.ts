/** A question, the runs that answer it, and what they say. */
import type { Section, Verdict } from "../report/document.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Plan, PlannedRun } from "./plan.ts";

export interface Study {
  readonly name: string;
  /** Half a sentence, for --help. */
  readonly about: string;
  /** Whether `--quick` asks it, too. */
  readonly isHeadline: boolean;
  readonly runs: (plan: Plan) => PlannedRun[];
  readonly section: (outcomes: Outcomes, plan: Plan) => Section;
  readonly claims: (outcomes: Outcomes, plan: Plan) => Claim[];
}

/** A claim of the papers, and what became of it here. */
export interface Claim {
  /** C1 … C16. */
  readonly id: string;
  readonly claim: string;
  /** Which way it says that things go. */
  readonly direction: string;
  /** Our figures, in words. */
  readonly numbers: string;
  readonly verdict: Verdict;
  /** Why not, or what to bear in mind. */
  readonly why: string;
}
