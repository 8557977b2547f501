/** All that a reproduction found, as one document: claims first, then study after study. */
import type { ReportDocument, Section } from "../report/document.ts";
import { version } from "../version.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Plan } from "./plan.ts";
import { colours } from "./show.ts";
import type { Claim, Study } from "./study.ts";

export interface Reproduction {
  readonly studies: readonly Study[];
  readonly plan: Plan;
  readonly outcomes: Outcomes;
  readonly runs: { readonly done: number; readonly planned: number };
  /** How it was made, in names and values. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** Sentences on what is not in it. */
  readonly notes: readonly string[];
}

/** Of all studies, by number: C1 before C10. */
export function claimsOf({ studies, outcomes, plan }: Omit<Reproduction, "runs">): Claim[] {
  return studies
    .flatMap((study) => study.claims(outcomes, plan))
    .toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

export function reproductionReport(found: Reproduction): ReportDocument {
  const { studies, plan, outcomes, runs, settings, notes } = found;
  const claims = claimsOf(found);
  return {
    title: "Cortico-cerebellar networks as decoupling neural interfaces, reproduced",
    subtitle:
      "Pemberton, Boven, Apps & Costa (NeurIPS 2021), trained anew by an independent implementation",
    written: new Date().toISOString(),
    version,
    runs,
    settings,
    summary: [...tally(claims), ...notes],
    sections: [
      ...(claims.length > 0 ? [claimsSection(claims)] : []),
      ...studies
        .filter((study) => study.runs(plan).length > 0)
        .map((study) => study.section(outcomes, plan)),
    ],
    colours,
  };
}

function tally(claims: readonly Claim[]): string[] {
  if (claims.length === 0) return [];
  const count = (verdict: Claim["verdict"]) =>
    claims.filter((claim) => claim.verdict === verdict).length;
  const parts = [
    `${count("holds")} hold`,
    `${count("partly")} hold in part`,
    `${count("fails")} fail`,
    `${count("not testable")} cannot be tested`,
    `${count("not run")} have not been run`,
  ].filter((part) => !part.startsWith("0 "));
  return [
    `Of ${claims.length} claims examined, ${parts.join(", ")}. The numbers are this implementation's own: hardly any of the papers' numbers could be read, so what is compared is the direction of each claim.`,
  ];
}

const claimsSection = (claims: readonly Claim[]): Section => ({
  id: "claims",
  heading: "Claims",
  prose: [
    "A claim **holds** if the means differ as it says and the paired two-sided t-test over seeds gives p < 0.05, **partly** if only the means do, and **fails** if they do not; a claim of several parts holds if all of them do. Where another rule is used the last column says which. Nothing is said before all runs of a claim have ended, nor of fewer than two seeds. Tests are not corrected for their number. d_z is Cohen's effect size for pairs.",
  ],
  figures: [],
  tables: [
    {
      caption: "What the papers claim, and what was found here.",
      columns: [
        { label: "", align: "left" },
        { label: "claim", align: "left" },
        { label: "direction", align: "left" },
        { label: "our numbers", align: "left" },
        { label: "verdict", align: "left" },
        { label: "to bear in mind", align: "left" },
      ],
      rows: claims.map(({ id, claim, direction, numbers, verdict, why }) => [
        id,
        claim,
        direction,
        numbers,
        { kind: "verdict", verdict },
        why,
      ]),
    },
  ],
});
