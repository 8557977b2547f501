/**
 * A matrix in colours. The style sheet has the colours as --heat-0 … --heat-80, from the strongest
 * blue through next to nothing to the strongest vermillion, so that 0 is quiet on white and on
 * black; sequential charts use the upper half. What is missing is grey.
 */
import * as Plot from "@observablehq/plot";
import type { HeatChart, Measured } from "../document.ts";
import { html, type Markup } from "../markup.ts";
import { decimal, isMeasured, MISSING, short, withUnit } from "../number-text.ts";
import { type Format, inBothFormats, LETTERS, shortened, textWidth } from "./drawing.ts";
import { axisLook, MARGINS, sizes } from "./frame.ts";

/** Levels on each side of 0. */
export const LEVELS = 40;

/** Height of a row, at least and at most [px]. */
const LOWEST = 20;
const HIGHEST = 44;

/** Nothing where there is nothing to draw yet. */
export function drawHeat(chart: HeatChart): Markup | undefined {
  const largest = limitOf(chart);
  if (largest === undefined) return undefined;
  const cells = cellsOf(chart, largest);
  return inBothFormats((format) => matrix(chart, cells, format));
}

/** What the colours say. */
export function heatLegend(chart: HeatChart): Markup | undefined {
  const largest = limitOf(chart);
  if (largest === undefined) return undefined;
  const { scale, quantity } = chart;
  const missing = cellsOf(chart, largest).some(({ value }) => !isMeasured(value));
  return html`<p class="legend heat-legend"><span>${withUnit(quantity)}</span><span>${
    scale === "diverging" ? short(-largest) : "0"
  }</span><span class="ramp ${scale}"></span><span>${short(largest)}</span>${
    missing ? html`<span class="ramp missing"></span><span>no data</span>` : undefined
  }</p>`;
}

/** The value of the strongest colour; nothing if no value is there. */
function limitOf({ values, limit }: HeatChart): number | undefined {
  const found = values.flat().filter(isMeasured).map(Math.abs);
  if (found.length === 0) return undefined;
  if (isMeasured(limit) && limit > 0) return limit;
  return found.reduce((most, size) => Math.max(most, size), 0) || 1;
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly value: Measured;
  readonly fill: string;
  /** The colour of letters on it. */
  readonly ink: string;
  readonly tip: string;
}

/** A cell for each pair of names. */
const cellsOf = (chart: HeatChart, largest: number): Cell[] =>
  chart.y.names.flatMap((rowName, row) =>
    chart.x.names.map((columnName, column) => {
      const value = chart.values[row]?.[column] ?? null;
      return {
        column,
        row,
        value,
        ...coloursOf(chart, value, largest),
        tip: `${rowName}, ${columnName}: ${short(value)}`,
      };
    }),
  );

function coloursOf({ scale }: HeatChart, value: Measured, largest: number) {
  if (!isMeasured(value)) return { fill: "var(--target)", ink: "var(--ink)" };
  const part = Math.max(scale === "diverging" ? -1 : 0, Math.min(1, value / largest));
  return {
    fill: `var(--heat-${LEVELS + Math.round(LEVELS * part)})`,
    ink: Math.abs(part) > 0.65 ? "var(--on-strong)" : "var(--ink)",
  };
}

function matrix(
  { x, y, decimals }: HeatChart,
  cells: readonly Cell[],
  { width }: Format,
): Plot.PlotOptions {
  const left = Math.min(0.4 * width, 14 + widest(y.names));
  const column = (width - left - MARGINS.right) / Math.max(1, x.names.length);
  const row = Math.min(Math.max(column, LOWEST), HIGHEST);
  // Where the cells are to be read one by one, so are their names.
  const slanted = decimals !== undefined && widest(x.names) > column;
  const top = y.label === "" ? 8 : MARGINS.top;
  const bottom =
    (x.label === "" ? 26 : MARGINS.bottom) + (slanted ? Math.min(100, 0.5 * widest(x.names)) : 0);
  const height = Math.round(top + bottom + row * y.names.length);
  const roomForText = decimals !== undefined && column > textWidth("−0.") + decimals * 7;
  return {
    ...sizes({ width, height, margins: { top, right: MARGINS.right, bottom, left } }),
    color: { type: "identity" },
    x: { type: "band", domain: x.names.map((_, i) => i), padding: 0 },
    y: { type: "band", domain: y.names.map((_, j) => j), padding: 0 },
    marks: [
      Plot.cell(cells, {
        x: "column",
        y: "row",
        fill: "fill",
        title: "tip",
        // Lines between narrow cells would be stripes.
        ...(column > LOWEST ? { inset: 0.5 } : { shapeRendering: "crispEdges" }),
      }),
      Plot.text(roomForText ? cells : [], {
        x: "column",
        y: "row",
        fill: "ink",
        text: ({ value }: Cell) => (isMeasured(value) ? decimal(value, decimals ?? 0) : MISSING),
      }),
      Plot.axisX(every(x.names, (slanted ? LETTERS : widest(x.names) + 8) / column), {
        ...names(x, width),
        labelAnchor: "center",
        labelOffset: bottom - 6,
        ...(slanted ? { tickRotate: -35 } : {}),
      }),
      Plot.axisY(every(y.names, LETTERS / row), {
        ...names(y, width),
        labelAnchor: "top",
        labelOffset: left - 2,
      }),
    ],
  };
}

const names = (along: HeatChart["x"], width: number) => ({
  ...axisLook,
  tickSize: 0,
  text: (i: number) => shortened(along.names[i] ?? "", 0.4 * width - 14),
  label: shortened(along.label, width),
  labelArrow: "none" as const,
});

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));

/** Every so many of the names, the first among them, when one takes `room` places. */
function every(texts: readonly string[], room: number): number[] {
  const stride = Math.max(1, Math.ceil(room));
  return texts.map((_, i) => i).filter((i) => i % stride === 0);
}
