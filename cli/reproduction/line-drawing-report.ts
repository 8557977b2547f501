/**
 * What the runs of simple line drawing say, in figures.
 */
import { pairedTTest, summary } from "../../sim/metrics/statistics.ts";
import type { Contestant, LineDrawingResult, Mode } from "./line-drawing-run.ts";
import { contestants } from "./line-drawing-run.ts";

interface Spread {
  readonly mean: number;
  /** Nothing for a single seed. */
  readonly sem: number | null;
}

export interface LineDrawingReport {
  readonly mode: Mode;
  readonly seeds: number;
  /** Final validation error, mean squared distance. */
  readonly crnn: Spread;
  readonly ccrnn: Spread;
  readonly best: Spread & { readonly name: string };
  readonly fullBptt: Spread;
  /** Mean squared second difference of what is drawn, by contestant. */
  readonly roughness: Readonly<Record<Contestant, Spread>>;
  /** Seeds in which the ccRNN ended below the cRNN, and the paired two-sided t-test of the two. */
  readonly wins: number;
  readonly p: number | null;
  /** Part of the way from cRNN to full back-propagation that the best variant goes. */
  readonly gapClosed: number;
  readonly seconds: number;
}

export function reportLineDrawing(
  results: readonly LineDrawingResult[],
  mode: Mode,
  seconds: number,
): LineDrawingReport {
  const of = (contestant: Contestant): LineDrawingResult[] =>
    results
      .filter((result) => result.contestant === contestant)
      .toSorted((a, b) => a.seed - b.seed);
  const last = (contestant: Contestant): number[] =>
    of(contestant).map(({ validation }) => validation.at(-1) ?? Number.NaN);
  const [crnn, ccrnn] = [last("crnn"), last("ccrnn")];
  const mean = (contestant: Contestant): number => summary(last(contestant)).mean;
  const { p } = crnn.length > 1 ? pairedTTest(crnn, ccrnn) : { p: null };
  return {
    mode,
    seeds: crnn.length,
    crnn: spread(crnn),
    ccrnn: spread(ccrnn),
    best: { name: "best", ...spread(last("best")) },
    fullBptt: spread(last("fullBptt")),
    roughness: {
      crnn: spread(of("crnn").map(({ roughness }) => roughness)),
      ccrnn: spread(of("ccrnn").map(({ roughness }) => roughness)),
      best: spread(of("best").map(({ roughness }) => roughness)),
      fullBptt: spread(of("fullBptt").map(({ roughness }) => roughness)),
    },
    wins: ccrnn.filter((error, i) => error < (crnn[i] ?? Number.NaN)).length,
    p,
    gapClosed: (mean("crnn") - mean("best")) / (mean("crnn") - mean("fullBptt")),
    seconds,
  };
}

function spread(values: readonly number[]): Spread {
  const { mean, sem } = summary(values);
  return { mean, sem: Number.isNaN(sem) ? null : sem };
}

/** The same for a person, one line a contestant. */
export function printLineDrawing(report: LineDrawingReport): string {
  const names: Record<Contestant, string> = {
    crnn: "cRNN (no cerebellum)",
    ccrnn: `ccRNN (${report.mode})`,
    best: "ccRNN (best variant)",
    fullBptt: "full back-propagation",
  };
  const cell = ({ mean, sem }: Spread): string =>
    `${mean.toFixed(3).padStart(8)} ${sem === null ? "" : `± ${sem.toFixed(3)}`}`.padEnd(20);
  return [
    `simple line drawing, ${report.seeds} seeds, after the last epoch (mean ± SEM)`,
    `${"".padEnd(24)}${"error".padEnd(20)}roughness`,
    ...contestants.map(
      (name) => `${names[name].padEnd(24)}${cell(report[name])}${cell(report.roughness[name])}`,
    ),
    `the ccRNN ends below the cRNN in ${report.wins} of ${report.seeds} seeds${report.p === null ? "" : ` (paired t-test: p = ${report.p.toPrecision(2)})`}`,
    `the best variant closes ${(100 * report.gapClosed).toFixed(1)} % of the gap to full back-propagation`,
  ].join("\n");
}
