/**
 * What was drawn beside what was asked for: small panels of one size, one scale for all and for both
 * axes. A bar below says how long that is.
 */
import * as Plot from "@observablehq/plot";
import type { PlanePoint, TrajectoriesChart, TrajectoryPanel } from "../document.ts";
import { html, type Markup } from "../markup.ts";
import { isMeasured } from "../number-text.ts";
import { type Looks, lookOf } from "../palette.ts";
import { roundNumber } from "./axis.ts";
import { draw } from "./drawing.ts";

/** Width of a panel, the greatest height of what is drawn in it, and the room around that [px]. */
const WIDTH = 176;
const TALLEST = 220;
const ROOM = 10;
/** Height of the strip for the bar [px]. */
const STRIP = 22;

/** The part of the plane that all panels show, and its scale. */
interface View {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** [px] for a unit. */
  readonly scale: number;
}

/** Nothing where there is nothing to draw yet. */
export function drawTrajectories(chart: TrajectoriesChart, looks: Looks): Markup | undefined {
  const view = viewOf(chart.panels);
  if (!view || !chart.panels.some(hasStroke)) return undefined;
  return html`<div class="panels">${chart.panels.map(
    (panel) =>
      html`<div class="panel"><p>${panel.name}</p>${
        hasStroke(panel)
          ? drawPanel(panel, view, lookOf(looks, panel.name).colour, chart.unit)
          : html`<p class="no-data">no data yet</p>`
      }</div>`,
  )}</div>`;
}

/** Whether anything was drawn; targets alone are no data. */
const hasStroke = ({ strokes }: TrajectoryPanel): boolean =>
  strokes.some(({ drawn }) => drawn.some(isPlace));

const isPlace = ([x, y]: PlanePoint): boolean => isMeasured(x) && isMeasured(y);

/** The smallest view of all that is drawn, with the drawing in its middle. */
function viewOf(panels: readonly TrajectoryPanel[]): View | undefined {
  const points = panels
    .flatMap(({ strokes }) => strokes.flatMap(({ target, drawn }) => [...target, ...drawn]))
    .filter(isPlace);
  if (points.length === 0) return undefined;
  const [left, right] = bounds(points.map(([x]) => Number(x)));
  const [bottom, top] = bounds(points.map(([, y]) => Number(y)));
  const wide = Math.max(right - left, (top - bottom) / 20) || 1;
  const tall = Math.max(top - bottom, (right - left) / 20) || 1;
  const scale = Math.min((WIDTH - 2 * ROOM) / wide, (TALLEST - 2 * ROOM) / tall);
  const across = (WIDTH - 2 * ROOM) / scale;
  return {
    x: [(left + right - across) / 2, (left + right + across) / 2],
    y: [(bottom + top - tall) / 2, (bottom + top + tall) / 2],
    scale,
  };
}

const bounds = (values: readonly number[]): [number, number] =>
  values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

function drawPanel(
  { strokes }: TrajectoryPanel,
  { x, y, scale }: View,
  colour: string,
  unit: string | undefined,
): Markup {
  const bar = roundNumber(WIDTH / 3 / scale, Math.floor);
  const starts = strokes.flatMap(({ drawn }) => drawn.filter(isPlace).slice(0, 1));
  return draw({
    width: WIDTH,
    height: Math.round((y[1] - y[0]) * scale) + 2 * ROOM + STRIP,
    margin: ROOM,
    marginBottom: ROOM + STRIP,
    x: { domain: x, axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...strokes.map(({ target }) => line(target, { stroke: "var(--target)", strokeWidth: 5 })),
      ...strokes.map(({ drawn }) => line(drawn, { stroke: colour, strokeWidth: 1.75 })),
      Plot.dot(starts, { x: "0", y: "1", r: 2.5, fill: colour }),
      Plot.ruleY([y[0]], { x1: x[0], x2: x[0] + bar, dy: ROOM + 6, stroke: "var(--soft)" }),
      Plot.text([unit ? `${bar} ${unit}` : String(bar)], {
        x: [x[0] + bar],
        y: [y[0]],
        textAnchor: "start",
        dx: 5,
        dy: ROOM + 6,
        fill: "var(--soft)",
      }),
    ],
  });
}

/** Plot leaves a gap where a place is missing. */
const line = (points: readonly PlanePoint[], options: Plot.LineOptions): Plot.Markish =>
  Plot.line(
    points.map(([px, py]) => ({ px: px ?? Number.NaN, py: py ?? Number.NaN })),
    { x: "px", y: "py", ...options },
  );
