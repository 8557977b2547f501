/** What an experiment found, as a document. */
import type { Experiment, Findings, Path, View } from "../../sim/experiments/experiment.ts";
import { summary } from "../../sim/metrics/statistics.ts";
import type { Figure, Measured, PlanePoint, ReportDocument, Table } from "../report/document.ts";
import { figureText } from "../reproduction/wording.ts";
import { version } from "../version.ts";
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
  const missed = verdicts.filter(({ met }) => !met);
  return {
    title: `Experiment: ${experiment.name}`,
    subtitle: experiment.about,
    written: new Date().toISOString(),
    version,
    runs: { done: found.length, planned: seeds.length },
    settings,
    summary: [
      missed.length === 0
        ? `All ${verdicts.length} targets are met, in medians over ${found.length} seeds.`
        : `${verdicts.length - missed.length} of ${verdicts.length} targets are met, in medians over ${found.length} seeds. **Short of its target**: ${missed.map(({ target, found: value }) => `${target.figure} (${value === null ? "not found" : figureText(value)}; wanted ${wanted(target)})`).join(", ")}.`,
    ],
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
        tables: [targetTable(performed), figureTable(found)],
      },
    ],
  };
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

function figureTable(found: readonly Findings[]): Table {
  const medians = mediansOf(found);
  return {
    caption: "All figures: medians, and the lowest and highest of the seeds.",
    columns: [
      { label: "figure", align: "left" },
      { label: "median", align: "right" },
      { label: "lowest", align: "right" },
      { label: "highest", align: "right" },
    ],
    rows: Object.entries(medians).map(([name, value]) => {
      const values = valuesOf(found, name);
      const text = (one: number | null): string =>
        one === null || values.length === 0 ? "" : figureText(one);
      return [`\`${name}\``, text(value), text(Math.min(...values)), text(Math.max(...values))];
    }),
  };
}

function pictureOf(view: View, found: readonly Findings[]): Figure {
  const { caption } = view;
  switch (view.kind) {
    case "curves":
      return {
        caption,
        chart: {
          kind: "lines",
          x: { label: view.x },
          y: { ...view.y, includes: [0] },
          series: Object.entries(view.curves).map(([curve, name]) => {
            const seeds = found.flatMap(({ curves }) => (curves?.[curve] ? [curves[curve]] : []));
            const spreads = Array.from(
              { length: Math.max(0, ...seeds.map((one) => one.length)) },
              (_, n) => summary(seeds.map((one) => one[n] ?? Number.NaN).filter(Number.isFinite)),
            );
            return {
              name,
              x: spreads.map((_, n) => n + 1),
              mean: spreads.map(({ mean }) => measured(mean)),
              sem: spreads.map(({ sem }) => measured(sem)),
            };
          }),
          events: Object.entries(view.marks ?? {}).map(([label, x]) => ({ x, label })),
        },
      };
    case "sweep":
      return {
        caption,
        chart: {
          kind: "dots",
          x: view.x,
          y: { ...view.y, includes: [0] },
          series: Object.entries(view.lines).map(([name, figureAt]) => ({
            name,
            points: view.values.map((x) => {
              const seeds = valuesOf(found, figureAt(x));
              const { mean, sem } = summary(seeds);
              return { x, mean: measured(mean), sem: measured(sem), seeds };
            }),
          })),
        },
      };
    case "paths":
      return {
        caption,
        chart: {
          kind: "trajectories",
          unit: "mm",
          panels: Object.entries(view.paths).map(([path, name]) => ({
            name,
            strokes: (found[0]?.paths?.[path] ?? []).map(strokeOf),
          })),
        },
      };
  }
}

const strokeOf = ({ drawn, asked }: Path) => ({ drawn: points(drawn), target: points(asked) });

/** In millimetres. */
const points = (path: Float64Array): PlanePoint[] =>
  Array.from({ length: path.length / 2 }, (_, i) => [
    round(1000 * (path[2 * i] ?? Number.NaN)),
    round(1000 * (path[2 * i + 1] ?? Number.NaN)),
  ]);

const round = (value: number): number => Number(value.toFixed(1));
const measured = (value: number): Measured => (Number.isFinite(value) ? value : null);
