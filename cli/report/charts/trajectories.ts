/**
 * What was drawn beside what was asked for: small panels of one size, one scale for all, both axes
 * equal. A bar in the corner says how long a unit is.
 */
import * as Plot from "@observablehq/plot";
import type { PlanePoint, TrajectoriesChart, TrajectoryPanel } from "../document.ts";
import { html, type Markup } from "../markup.ts";
import { isMeasured } from "../number-text.ts";
import { type Looks, lookOf } from "../palette.ts";
import { roundNumber } from "./axis.ts";
import { draw } from "./drawing.ts";

/** Side of a panel, and room around the drawing in it [px]. */
const SIDE = 200;
const INSET = 14;

/** A square in the plane. */
interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Nothing where there is nothing to draw yet. */
export function drawTrajectories(chart: TrajectoriesChart, looks: Looks): Markup | undefined {
  const square = squareAround(chart.panels);
  if (!square || !chart.panels.some(hasStroke)) return undefined;
  return html`<div class="panels">${chart.panels.map(
    (panel) =>
      html`<div class="panel"><p>${panel.name}</p>${
        hasStroke(panel)
          ? drawPanel(panel, square, lookOf(looks, panel.name).colour, chart.unit)
          : html`<p class="no-data">no data yet</p>`
      }</div>`,
  )}</div>`;
}

/** Whether anything was drawn; targets alone are no data. */
export const hasStroke = ({ strokes }: TrajectoryPanel): boolean =>
  strokes.some(({ drawn }) => drawn.some(isPlace));

const isPlace = ([x, y]: PlanePoint): boolean => isMeasured(x) && isMeasured(y);

/** The smallest square that holds all that is drawn, with the drawing in its middle. */
function squareAround(panels: readonly TrajectoryPanel[]): Square | undefined {
  const points = panels
    .flatMap(({ strokes }) => strokes.flatMap(({ target, drawn }) => [...target, ...drawn]))
    .filter(isPlace);
  if (points.length === 0) return undefined;
  const [left, right] = bounds(points.map(([x]) => Number(x)));
  const [bottom, top] = bounds(points.map(([, y]) => Number(y)));
  const side = Math.max(right - left, top - bottom) || 1;
  return { x: (left + right - side) / 2, y: (bottom + top - side) / 2, side };
}

const bounds = (values: readonly number[]): [number, number] =>
  values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

function drawPanel(
  { strokes }: TrajectoryPanel,
  { x, y, side }: Square,
  colour: string,
  unit: string | undefined,
): Markup {
  const bar = roundNumber(side / 3, Math.floor);
  const line = (points: readonly PlanePoint[], options: Plot.LineOptions) =>
    Plot.line(
      points.map(([px, py]) => ({ px: px ?? Number.NaN, py: py ?? Number.NaN })),
      { x: "px", y: "py", ...options },
    );
  const starts = strokes.flatMap(({ drawn }) => drawn.find(isPlace) ?? []);
  return draw({
    width: SIDE,
    height: SIDE + 18,
    margin: 0,
    marginBottom: 18,
    inset: INSET,
    x: { domain: [x, x + side], axis: null },
    y: { domain: [y, y + side], axis: null },
    marks: [
      ...strokes.map(({ target }) =>
        line(target, { stroke: "var(--target)", strokeWidth: 5, strokeOpacity: 1 }),
      ),
      ...strokes.map(({ drawn }) => line(drawn, { stroke: colour, strokeWidth: 1.75 })),
      Plot.dot(starts.length > 0 ? strokes.map(({ drawn }) => drawn.find(isPlace) ?? []) : [], {
        x: "0",
        y: "1",
        r: 2.5,
        fill: colour,
      }),
      Plot.ruleY([y], { x1: x, x2: x + bar, dy: INSET + 4, stroke: "var(--soft)" }),
      Plot.text([unit ? `${bar} ${unit}` : String(bar)], {
        x: [x],
        y: [y],
        textAnchor: "start",
        dy: INSET + 12,
        fill: "var(--soft)",
        fontSize: 10,
      }),
    ],
  });
}
