/**
 * A matrix in colours. The style sheet has the colours as --heat-0 … --heat-80, from the strongest
 * blue through the paper's own colour to the strongest vermillion, so that 0 looks like nothing on
 * white and on black; sequential charts use the upper half.
 */
import * as Plot from "@observablehq/plot";
import type { HeatChart } from "../document.ts";
import { html, type Markup } from "../markup.ts";
import { decimal, isMeasured, short, withUnit } from "../number-text.ts";
import { type Format, inBothFormats, LETTERS, textWidth } from "./drawing.ts";
import { axisLook, MARGINS } from "./frame.ts";

/** Levels on each side of 0. */
export const LEVELS = 40;

/** Nothing where there is nothing to draw yet. */
export function drawHeat(chart: HeatChart): Markup | undefined {
  const largest = limitOf(chart);
  if (largest === undefined) return undefined;
  return html`${inBothFormats((format) => heatOptions(chart, largest, format))}${legend(chart, largest)}`;
}

/** The value of the strongest colour; nothing if no value is there. */
function limitOf({ values, limit }: HeatChart): number | undefined {
  const sizes = values.flat().filter(isMeasured).map(Math.abs);
  if (sizes.length === 0) return undefined;
  if (isMeasured(limit) && limit > 0) return limit;
  return sizes.reduce((most, size) => Math.max(most, size), 0) || 1;
}

function heatOptions(chart: HeatChart, largest: number, { width }: Format): Plot.PlotOptions {
  const { x, y, values, decimals } = chart;
  const cells = values.flatMap((row, j) =>
    row.flatMap((value, i) =>
      isMeasured(value) ? [{ i, j, value, level: level(chart, value, largest) }] : [],
    ),
  );
  const left = Math.min(
    width * 0.4,
    24 + Math.max(textWidth(y.label) / 2, ...y.names.map(textWidth)),
  );
  const column = (width - left - MARGINS.right) / Math.max(1, x.names.length);
  const side = Math.min(Math.max(column, 20), 44);
  const slanted = decimals !== undefined && widest(x.names) > column;
  const bottom =
    (x.label === "" ? 26 : MARGINS.bottom) + (slanted ? Math.min(100, 0.6 * widest(x.names)) : 0);
  const top = y.label === "" ? 8 : MARGINS.top;
  return {
    width,
    height: Math.round(top + bottom + side * y.names.length),
    marginTop: top,
    marginBottom: bottom,
    marginLeft: left,
    marginRight: MARGINS.right,
    color: { type: "identity" },
    x: { type: "band", domain: x.names.map((_, i) => i), padding: 0 },
    y: { type: "band", domain: y.names.map((_, j) => j), padding: 0 },
    marks: [
      Plot.cell(cells, {
        x: "i",
        y: "j",
        fill: ({ level: at }: Cell) => `var(--heat-${at})`,
        ...(column > 20 ? { inset: 0.5 } : { shapeRendering: "crispEdges" }),
        title: ({ i, j, value }: Cell) => `${y.names[j]}, ${x.names[i]}: ${short(value)}`,
      }),
      ...(decimals !== undefined && column > 7 * (decimals + 3)
        ? [
            Plot.text(cells, {
              x: "i",
              y: "j",
              fill: inkOn,
              text: ({ value }: Cell) => decimal(value, decimals),
            }),
          ]
        : []),
      Plot.axisX(every(x.names, slanted ? LETTERS / column : (widest(x.names) + 8) / column), {
        ...axisLook,
        tickSize: 0,
        tickFormat: (i: number) => x.names[i] ?? "",
        label: x.label,
        labelArrow: "none",
        labelAnchor: "center",
        labelOffset: bottom - 6,
        ...(slanted ? { tickRotate: -35 } : {}),
      }),
      Plot.axisY(every(y.names, LETTERS / side), {
        ...axisLook,
        tickSize: 0,
        tickFormat: (j: number) => y.names[j] ?? "",
        label: y.label,
        labelArrow: "none",
        labelAnchor: "top",
        labelOffset: left - 2,
      }),
    ],
  };
}

interface Cell {
  readonly i: number;
  readonly j: number;
  readonly value: number;
  readonly level: number;
}

/** Which of the colours a value has: 0 … 2 LEVELS. */
function level({ scale }: HeatChart, value: number, largest: number): number {
  const part = Math.max(scale === "diverging" ? -1 : 0, Math.min(1, value / largest));
  return LEVELS + Math.round(LEVELS * part);
}

/** Letters on strong colours have a colour of their own. */
const inkOn = ({ level: at }: Cell): string =>
  Math.abs(at - LEVELS) > 0.65 * LEVELS ? "var(--on-strong)" : "var(--ink)";

const widest = (names: readonly string[]): number => Math.max(0, ...names.map(textWidth));

/** Every so many of the names, the first among them, when one takes `room` places. */
function every(names: readonly string[], room: number): number[] {
  const stride = Math.max(1, Math.ceil(room));
  return names.map((_, i) => i).filter((i) => i % stride === 0);
}

function legend({ scale, quantity }: HeatChart, largest: number): Markup {
  const least = scale === "diverging" ? short(-largest) : "0";
  return html`<p class="legend heat-legend"><span>${withUnit(quantity)}</span><span>${least}</span><span class="ramp ${scale}"></span><span>${short(largest)}</span></p>`;
}
