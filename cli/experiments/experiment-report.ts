/** What an experiment found, as a document. */
import type { Experiment, Findings } from "../../sim/experiments/experiment.ts";
import type { ReportDocument, Table } from "../report/document.ts";
import { figureText } from "../reproduction/wording.ts";
import { version } from "../version.ts";
import { pictureOf } from "./picture.ts";
import type { Judgement } from "./summary.ts";
import { judge, mediansOf, valuesOf, wanted } from "./summary.ts";

export interface Performed {
  readonly experiment: Experiment;
  readonly seeds: readonly number[];
  /** One for each seed that has ended. */
  readonly found: readonly Findings[];
  readonly settings: readonly (readonly [name: string, value: string])[];
}

export function experimentReport(performed: Performed): ReportDocument {
  const { experiment, seeds, found, settings } = performed;
  const verdicts = judge(experiment, mediansOf(found));
  return {
    title: `Experiment: ${experiment.name}`,
    subtitle: experiment.about,
    written: new Date().toISOString(),
    version,
    runs: { done: found.length, planned: seeds.length },
    settings,
    summary: [verdictOf(verdicts, found.length)],
    sections: [
      {
        id: "method",
        heading: "What was done",
        prose: experiment.method,
        figures: [],
        tables: [],
      },
      {
        id: "findings",
        heading: "What was found",
        prose: [],
        figures: experiment.views.map((view) => pictureOf(view, found)),
        tables: [...(verdicts.length > 0 ? [targetTable(performed)] : []), ...figureTables(found)],
      },
    ],
  };
}

function verdictOf(verdicts: readonly Judgement[], seeds: number): string {
  if (verdicts.length === 0) {
    return `It has no targets: it shows what happens, in medians over ${seeds} seeds.`;
  }
  const missed = verdicts.filter(({ met }) => !met);
  if (missed.length === 0) {
    const all = verdicts.length === 1 ? "Its one target is" : `All ${verdicts.length} targets are`;
    return `${all} met, in medians over ${seeds} seeds.`;
  }
  const shortfalls = missed.map(
    ({ target, found }) =>
      `${target.figure} (${found === null ? "not found" : figureText(found)}; wanted ${wanted(target)})`,
  );
  return `${verdicts.length - missed.length} of ${verdicts.length} targets are met, in medians over ${seeds} seeds. **Short of its target**: ${shortfalls.join(", ")}.`;
}

function targetTable({ experiment, found }: Performed): Table {
  return {
    caption: "Targets, and the medians over seeds.",
    columns: [
      { label: "figure", align: "left" },
      { label: "meaning", align: "left" },
      { label: "wanted", align: "right" },
      { label: "found", align: "right" },
      { label: "", align: "left" },
    ],
    rows: judge(experiment, mediansOf(found)).map(({ target, found: value, met }) => [
      `\`${target.figure}\``,
      target.meaning,
      wanted(target),
      value === null ? "" : figureText(value),
      { kind: "verdict", verdict: value === null ? "not run" : met ? "holds" : "fails" },
    ]),
  };
}

/** Of several conditions that have the same figures: a row for each condition. */
function conditionTable(found: readonly Findings[], prefixes: readonly string[]): Table {
  const medians = mediansOf(found);
  const leaves = leavesOf(Object.keys(medians), prefixes[0] ?? "");
  // What all conditions have in common tells none from another.
  const common = new Set(prefixes.map((prefix) => prefix.split("/")[0])).size === 1 ? 1 : 0;
  return {
    caption: "Medians over seeds, by condition.",
    columns: [
      { label: "condition", align: "left" },
      ...leaves.map((label) => ({ label, align: "right" as const })),
    ],
    rows: prefixes.map((prefix) => [
      prefix.split("/").slice(common).join(" · "),
      ...leaves.map((leaf) => medianText(medians[`${prefix}/${leaf}`])),
    ]),
  };
}

const medianText = (value: number | null | undefined): string =>
  typeof value === "number" ? figureText(value) : "";

const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf("/")));

/** The last parts of the names that begin with a prefix. */
const leavesOf = (names: readonly string[], prefix: string): string[] =>
  names
    .filter((name) => prefixOf(name) === prefix)
    .map((name) => name.slice(name.lastIndexOf("/") + 1));

/** Prefixes whose figures have the same names, two or more together: conditions. */
function conditionsOf(names: readonly string[]): string[][] {
  const alike = new Map<string, string[]>();
  for (const prefix of new Set(names.map(prefixOf))) {
    const leaves = leavesOf(names, prefix).join(" ");
    if (prefix !== "") alike.set(leaves, [...(alike.get(leaves) ?? []), prefix]);
  }
  return [...alike.values()].filter((prefixes) => prefixes.length > 1);
}

function figureTables(found: readonly Findings[]): Table[] {
  const medians = mediansOf(found);
  const conditions = conditionsOf(Object.keys(medians));
  const grouped = new Set(conditions.flat());
  const single = Object.entries(medians).filter(([name]) => !grouped.has(prefixOf(name)));
  return [
    ...conditions.map((prefixes) => conditionTable(found, prefixes)),
    ...(single.length > 0 ? [singleTable(found, single)] : []),
  ];
}

/** Of figures that stand alone, with their spread over seeds. */
const singleTable = (
  found: readonly Findings[],
  figures: readonly (readonly [string, number | null])[],
): Table => ({
  caption: "Figures: medians, and the lowest and highest of the seeds.",
  columns: [
    { label: "figure", align: "left" },
    { label: "median", align: "right" },
    { label: "lowest", align: "right" },
    { label: "highest", align: "right" },
  ],
  rows: figures.map(([name, value]) => {
    const values = valuesOf(found, name);
    const extreme = (pick: (...all: number[]) => number): string =>
      values.length > 0 ? figureText(pick(...values)) : "";
    return [`\`${name}\``, medianText(value), extreme(Math.min), extreme(Math.max)];
  }),
});
