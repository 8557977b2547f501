/** The figures and tables that studies have in common. */
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";
import type {
  Axis,
  Cell,
  Colour,
  DotSeries,
  PlanePoint,
  Figure as ReportFigure,
  Table,
} from "../report/document.ts";
import type { Figure, Outcomes, Spread } from "./outcomes.ts";
import { finalError } from "./outcomes.ts";

/** A condition, and what people are told it is. */
export interface Named {
  readonly name: string;
  readonly condition: string;
}

/** The same learner has the same colour in every figure. */
export const colours: Readonly<Record<string, Colour>> = {
  cRNN: "vermillion",
  ccRNN: "blue",
  "ccRNN, best variant": "green",
  "ccRNN, clean": "purple",
  "full BPTT": "grey",
  intact: "blue",
  "cerebellum off": "vermillion",
  "olive off": "orange",
};

/** Curves by epoch of several conditions. */
export function curves(
  outcomes: Outcomes,
  named: readonly Named[],
  series: (result: RunResult) => readonly number[] | undefined,
  { caption, y, marks = [] }: { caption: string; y: Axis; marks?: readonly number[] },
): ReportFigure {
  return {
    caption,
    chart: {
      kind: "lines",
      x: { label: "epoch" },
      y,
      series: named.map(({ name, condition }) => {
        const curve = outcomes.curve(condition, series);
        return {
          name,
          x: curve.map((_, i) => i + 1),
          mean: curve.map(({ mean }) => mean),
          sem: curve.map(({ sem }) => sem),
        };
      }),
      events: marks.map((x) => ({ x, label: `epoch ${x}` })),
    },
  };
}

interface Sweep {
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly note?: string;
  readonly reference?: { readonly value: number; readonly label: string };
}

/** One number of each run over values of something, with its single seeds. */
export function sweep<X extends number | string>(
  outcomes: Outcomes,
  series: readonly { readonly name: string; readonly at: (x: X) => string }[],
  values: readonly X[],
  { caption, note, ...axes }: Sweep,
  figure: Figure = finalError,
): ReportFigure {
  return {
    caption,
    ...(note === undefined ? {} : { note }),
    chart: {
      kind: "dots",
      ...axes,
      series: series.map(
        ({ name, at }): DotSeries => ({
          name,
          points: values.map((x) => {
            const found = outcomes.spread(at(x), figure);
            return {
              x,
              mean: found?.mean ?? null,
              sem: found?.sem ?? null,
              seeds: found?.values ?? [],
            };
          }),
        }),
      ),
    },
  };
}

/** What the first seed of each condition draws at the end. */
export function drawings(
  outcomes: Outcomes,
  named: readonly Named[],
  caption: string,
): ReportFigure {
  const point = ([x, y]: readonly number[]): PlanePoint => [x ?? null, y ?? null];
  return {
    caption,
    chart: {
      kind: "trajectories",
      panels: named.map(({ name, condition }) => {
        const { drawn = [], wanted = [] } = outcomes.of(condition)[0] ?? {};
        return {
          name,
          strokes: drawn.map((line, i) => ({
            drawn: line.map(point),
            target: (wanted[i] ?? []).map(point),
          })),
        };
      }),
    },
  };
}

interface Column {
  readonly label: string;
  readonly unit?: string;
  readonly figure: Figure;
}

/** A row for each condition: its figures, and the paired test of the first of them against another. */
export function comparison(
  outcomes: Outcomes,
  caption: string,
  named: readonly Named[],
  columns: readonly Column[],
  against: Named,
): Table {
  const [first] = columns;
  return {
    caption: `${caption} Tests are paired by seed, two-sided, of ${first?.label ?? ""} against ${against.name}.`,
    columns: [
      { label: "learner", align: "left" },
      { label: "seeds", align: "right" },
      ...columns.map(({ label, unit }) => ({
        label,
        align: "right" as const,
        ...(unit === undefined ? {} : { unit }),
      })),
      { label: "lower in", align: "right" },
      { label: "p", align: "right" },
      { label: "d_z", align: "right" },
    ],
    rows: named.map(({ name, condition }) => {
      const isSame = condition === against.condition;
      const test = isSame
        ? undefined
        : outcomes.compare(condition, against.condition, first?.figure);
      return [
        name,
        seedsText(outcomes, condition, first?.figure),
        ...columns.map(({ figure }) => spreadCell(outcomes.spread(condition, figure))),
        test ? `${test.below} of ${test.pairs}` : "",
        test ? { kind: "p" as const, value: test.p } : "",
        test ? { kind: "number" as const, value: test.effect, decimals: 1 } : "",
      ];
    }),
  };
}

/** How many have ended, and how many of them without a number. */
function seedsText(outcomes: Outcomes, condition: string, figure?: Figure): string {
  const diverged = outcomes.spread(condition, figure)?.diverged ?? 0;
  const ended = String(outcomes.of(condition).length);
  return diverged === 0 ? ended : `${ended}, ${diverged} diverged`;
}

/** Three significant digits of the mean, and two of its error, whichever takes more decimals. */
export function spreadCell(spread: Spread | undefined): Cell {
  const { mean = null, sem = null } = spread ?? {};
  const decimals = Math.max(decimalsFor(mean, 3), decimalsFor(sem, 2));
  return { kind: "spread", mean, sem, decimals: Math.min(6, decimals) };
}

/** Decimals that show so many significant digits. */
function decimalsFor(value: number | null, digits: number): number {
  if (!value) return 0;
  return Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
}
