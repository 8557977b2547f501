/**
 * Means over an axis: a line for each series, its standard error as a band, the single runs thinly
 * behind, and events as upright marks. Wide drawings name the lines at their ends; narrow ones leave
 * that to the legend.
 */
import * as Plot from "@observablehq/plot";
import type { LineSeries, LinesChart, Measured } from "../document.ts";
import type { Markup } from "../markup.ts";
import { isMeasured } from "../number-text.ts";
import { type Look, type Looks, lookOf } from "../palette.ts";
import { pushApart, rowsAbove } from "./apart.ts";
import { fits, type Span, spanOf } from "./axis.ts";
import { type Format, inBothFormats, LETTERS, shortened, textWidth } from "./drawing.ts";
import { type Frame, framed, horizontally, MARGINS, marginsFor, vertically } from "./frame.ts";

/** Height of a row of labels [px]. */
const ROW = 16;
/** No name at the end of a line is wider than this [px]; longer ones end in dots. */
const WIDEST_NAME = 170;

/** Nothing where there is nothing to draw yet. */
export function drawLines(chart: LinesChart, looks: Looks): Markup | undefined {
  const series = chart.series.filter((one) => hasLine(chart, one));
  const events = chart.events ?? [];
  const x = spanOf(
    chart.x,
    [...series.flatMap((one) => one.x), ...events.map((event) => event.x)],
    "exact",
  );
  const y = spanOf(chart.y, series.flatMap(values));
  if (series.length === 0 || !x || !y) return undefined;
  return inBothFormats((format) => {
    const frame = frameOf(chart, { x, y }, format, series);
    return framed(frame, [
      ...eventMarks(chart, frame),
      ...series.flatMap((one) => runs(chart, one, lookOf(looks, one.name).colour)),
      ...series.flatMap((one) => meanWithBand(chart, y, one, lookOf(looks, one.name))),
      ...(format.name === "wide" ? namesAtEnds(chart, frame, series, looks) : []),
    ]);
  });
}

/** Whether a series has a value that can be drawn. */
export const hasLine = ({ x, y }: LinesChart, series: LineSeries): boolean =>
  series.x.some((at, i) => fits(x, at) && fits(y, series.mean[i]));

function values({ mean, sem, seeds = [] }: LineSeries): (Measured | undefined)[] {
  const edges = mean.flatMap((value, i) => {
    const error = sem?.[i];
    return isMeasured(value) && isMeasured(error) ? [value - error, value + error] : [value];
  });
  return [...edges, ...seeds.flat()];
}

function frameOf(
  chart: LinesChart,
  spans: { readonly x: Span; readonly y: Span },
  { name, width, height }: Format,
  series: readonly LineSeries[],
): Frame {
  const widest = Math.max(...series.map((one) => textWidth(one.name)));
  const right = name === "wide" ? 24 + Math.min(WIDEST_NAME, widest) : MARGINS.right;
  const y = { axis: chart.y, span: spans.y };
  const whole = series.every((one) => one.x.every(Number.isInteger));
  const frame = {
    width,
    height,
    margins: { ...marginsFor(y), right },
    x: { axis: chart.x, span: spans.x, whole },
    y,
  };
  const rows = Math.max(0, ...eventRows(chart, frame).map((row) => row + 1));
  return {
    ...frame,
    height: height + rows * ROW,
    margins: { ...frame.margins, top: MARGINS.top + rows * ROW },
  };
}

const eventRows = ({ events = [] }: LinesChart, frame: Frame): number[] =>
  rowsAbove(
    events.map(({ x, label }) => ({
      start: horizontally(frame).place(x),
      width: textWidth(label) + 12,
    })),
  );

/** An upright line for each event, with its name on top; names that would touch take rows. */
function eventMarks(chart: LinesChart, frame: Frame): Plot.Markish[] {
  const rows = eventRows(chart, frame);
  const events = (chart.events ?? []).map((event, i) => ({ ...event, row: rows[i] ?? 0 }));
  return events.flatMap(({ x, label, row }) => {
    const up = (row + 1) * ROW - 4;
    const atRight = horizontally(frame).place(x) + textWidth(label) > frame.width;
    return [
      Plot.ruleX([x], { stroke: "var(--soft)", strokeDasharray: "3 3", insetTop: 4 - up }),
      Plot.text([shortened(label, frame.width)], {
        x: [x],
        frameAnchor: "top",
        textAnchor: atRight ? "end" : "start",
        dx: atRight ? -4 : 4,
        dy: -up,
        fill: "var(--soft)",
      }),
    ];
  });
}

function runs(chart: LinesChart, { x, seeds = [] }: LineSeries, colour: string): Plot.Markish[] {
  return seeds.map((run) =>
    Plot.lineY(
      x.map((at, i) => ({ at, value: drawable(chart, run[i]) })),
      { x: "at", y: "value", stroke: colour, strokeWidth: 0.75, strokeOpacity: 0.35 },
    ),
  );
}

function meanWithBand(
  chart: LinesChart,
  { low }: Span,
  { name, x, mean, sem = [] }: LineSeries,
  { colour, dash }: Look,
): Plot.Markish[] {
  const points = x.map((at, i) => {
    const value = drawable(chart, mean[i]);
    const error = sem[i];
    const banded = Number.isFinite(value) && isMeasured(error);
    return {
      at,
      value,
      // What reaches below a logarithmic axis ends at its edge.
      below: banded ? (fits(chart.y, value - error) ? value - error : low) : Number.NaN,
      above: banded ? value + error : Number.NaN,
    };
  });
  const alone = points.filter((_, i) =>
    [i - 1, i + 1].every((near) => !Number.isFinite(points[near]?.value)),
  );
  return [
    Plot.areaY(points, { x: "at", y1: "below", y2: "above", fill: colour, fillOpacity: 0.2 }),
    Plot.lineY(points, {
      x: "at",
      y: "value",
      stroke: colour,
      strokeWidth: 2,
      strokeDasharray: dash,
      title: () => name,
    }),
    // A line needs two values; one between gaps is a dot.
    Plot.dot(alone, { x: "at", y: "value", fill: colour, r: 3 }),
  ];
}

/** Plot leaves a gap for what is not a number. */
const drawable = ({ y }: LinesChart, value: Measured | undefined): number =>
  fits(y, value) ? value : Number.NaN;

/** The names of the lines beside their last values, apart from each other. */
function namesAtEnds(
  chart: LinesChart,
  frame: Frame,
  series: readonly LineSeries[],
  looks: Looks,
): Plot.Markish[] {
  const { place, valueAt } = vertically(frame);
  const edge = frame.x.span.high;
  const ends = series.map((one) => {
    const last = one.mean.findLastIndex((value) => fits(chart.y, value));
    return { one, y: drawable(chart, one.mean[last]) };
  });
  const places = pushApart(
    ends.map(({ y }) => place(y)),
    { gap: LETTERS + 3, low: frame.margins.top, high: frame.height - frame.margins.bottom },
  );
  return ends.map(({ one }, i) => {
    const moved = valueAt(places[i] ?? Number.NaN);
    const { colour } = lookOf(looks, one.name);
    return Plot.text([one.name], {
      x: [edge],
      y: [moved],
      textAnchor: "start",
      dx: 8,
      fill: inLetters(colour),
      fontWeight: 600,
      lineWidth: WIDEST_NAME / LETTERS,
      textOverflow: "ellipsis",
    });
  });
}

/** A colour for letters, which are thinner than lines and need more contrast. */
const inLetters = (colour: string): string => `color-mix(in oklab, ${colour} 80%, var(--ink))`;
