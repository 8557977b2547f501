/**
 * What a report says, as plain data: it can be kept as JSON and drawn again.
 *
 * Text marked as prose may hold **bold**, `code` and [links](https://…); everything else in it is
 * shown as it stands. A number that is not there, or not finite, is a gap and not an error, so that
 * the report of an experiment can be written while it runs.
 */

/** JSON has no NaN: what was not measured is null. */
export type Measured = number | null;

export interface ReportDocument {
  readonly title: string;
  readonly subtitle?: string;
  /** When this was written, ISO 8601. */
  readonly written: string;
  /** Of the program that wrote it. */
  readonly version: string;
  /** The report is complete when all planned runs are done, and says so if they are not. */
  readonly runs: { readonly done: number; readonly planned: number };
  /** How it was made, in names and values: command, seeds, whatever it takes to do it again. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** Prose, a paragraph each: what came out, with figures. */
  readonly summary: readonly string[];
  readonly sections: readonly Section[];
  /** Series that should look the same from report to report; the others take colours in turn. */
  readonly colours?: Readonly<Record<string, Colour>>;
}

export interface Section {
  /** Unique in the document, fit for an address: line-drawing. */
  readonly id: string;
  readonly heading: string;
  /** Prose, a paragraph each. */
  readonly prose: readonly string[];
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
}

export interface Figure {
  /** Prose. */
  readonly caption: string;
  readonly chart: Chart;
  /** Prose, in small print. */
  readonly note?: string;
}

export type Chart = LinesChart | DotsChart | TrajectoriesChart | HeatChart;

/** Nine colours that people with any kind of colour vision can tell apart (palette.ts). */
export type Colour =
  | "blue"
  | "vermillion"
  | "green"
  | "purple"
  | "orange"
  | "sky"
  | "brown"
  | "grey"
  | "ink";

export interface Axis {
  readonly label: string;
  readonly unit?: string;
  /** Linear unless told otherwise. On a logarithmic axis what is not positive is a gap. */
  readonly scale?: "linear" | "log";
  /** Values that the axis shows in any case, such as 0. */
  readonly includes?: readonly number[];
}

/** Means over an axis such as epochs, with the standard error as a band. */
export interface LinesChart {
  readonly kind: "lines";
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly LineSeries[];
  /** Moments worth a mark: a lesion, a change of the task. */
  readonly events?: readonly { readonly x: number; readonly label: string }[];
}

export interface LineSeries {
  readonly name: string;
  readonly x: readonly number[];
  /** An entry for each of x, here and below. */
  readonly mean: readonly Measured[];
  readonly sem?: readonly Measured[];
  /** The single runs, drawn thinly behind the mean. */
  readonly seeds?: readonly (readonly Measured[])[];
}

/** Means at a few values or categories, with their standard errors and the single seeds. */
export interface DotsChart {
  readonly kind: "dots";
  /** Categories if any point has a word for its x. Means over numbers are joined by a line. */
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly DotSeries[];
  /** A horizontal line to compare with, such as chance. */
  readonly reference?: { readonly value: number; readonly label: string };
}

export interface DotSeries {
  readonly name: string;
  readonly points: readonly DotPoint[];
}

export interface DotPoint {
  readonly x: number | string;
  readonly mean: Measured;
  /** Nothing for a single seed. */
  readonly sem?: Measured;
  readonly seeds?: readonly Measured[];
}

/** Lines drawn in a plane beside the lines that were asked for, a panel for each who drew. */
export interface TrajectoriesChart {
  readonly kind: "trajectories";
  /** Of both axes. */
  readonly unit?: string;
  readonly panels: readonly TrajectoryPanel[];
}

export interface TrajectoryPanel {
  /** Who drew: the panel's title, and its colour. */
  readonly name: string;
  readonly strokes: readonly {
    readonly target: readonly PlanePoint[];
    readonly drawn: readonly PlanePoint[];
  }[];
}

export type PlanePoint = readonly [x: Measured, y: Measured];

/** A matrix in colours: correlations, or components by cue and time. */
export interface HeatChart {
  readonly kind: "heat";
  /** Of the columns and of the rows. */
  readonly x: { readonly label: string; readonly names: readonly string[] };
  readonly y: { readonly label: string; readonly names: readonly string[] };
  /** A row of entries for each name of y. */
  readonly values: readonly (readonly Measured[])[];
  readonly quantity: { readonly label: string; readonly unit?: string };
  /** Diverging has its middle at 0 and reaches as far to both sides; sequential starts at 0. */
  readonly scale: "diverging" | "sequential";
  /** The value of the strongest colour; the largest in the matrix if left out. */
  readonly limit?: number;
  /** Writes each value into its cell, with so many decimals. */
  readonly decimals?: number;
}

export interface Table {
  /** Prose. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** A cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly label: string;
  readonly unit?: string;
  /** Text to the left, numbers to the right, as a rule. */
  readonly align: "left" | "right";
}

/** A cell is prose, or one of these. */
export type Cell =
  | string
  | { readonly kind: "number"; readonly value: Measured; readonly decimals: number }
  | {
      readonly kind: "spread";
      readonly mean: Measured;
      readonly sem: Measured;
      readonly decimals: number;
    }
  | { readonly kind: "p"; readonly value: Measured }
  | { readonly kind: "verdict"; readonly verdict: Verdict };

export const verdicts = ["holds", "partly", "fails", "not testable", "not run"] as const;
/** What became of a claim. */
export type Verdict = (typeof verdicts)[number];
