/**
 * Means at a few values or categories: a shape with an error bar for each series, side by side, and
 * the single seeds as small dots to its left. Over numbers, the means of a series are joined.
 */
import * as Plot from "@observablehq/plot";
import type { DotPoint, DotSeries, DotsChart, Measured } from "../document.ts";
import type { Markup } from "../markup.ts";
import { isMeasured, MISSING, short } from "../number-text.ts";
import { type Look, type Looks, lookOf } from "../palette.ts";
import { fits, type Span, scaleOptions, spanOf } from "./axis.ts";
import { type Places, placesOf } from "./dot-places.ts";
import { inBothFormats } from "./drawing.ts";
import { axisLook, marginsFor, sizes, verticalAxis } from "./frame.ts";

/** Shapes for the means, so that nobody depends on colours alone. Plot's names for them. */
export const shapes = ["circle", "square", "triangle", "diamond"] as const;

/** What the series at one place take of the room there, and the most that one takes [px]. */
const SHARE = 0.7;
const WIDEST_LANE = 22;

/** Nothing where there is nothing to draw yet. */
export function drawDots(chart: DotsChart, looks: Looks): Markup | undefined {
  const series = chart.series
    .map((one) => ({ ...one, points: one.points.filter((point) => canBeDrawn(chart, point)) }))
    .filter(({ points }) => points.length > 0);
  const y = spanOf(chart.y, [...series.flatMap(values), chart.reference?.value]);
  if (series.length === 0 || !y) return undefined;
  const places = placesOf(
    chart,
    series.flatMap(({ points }) => points),
  );
  const drawn = { axis: chart.y, span: y };
  const usual = marginsFor(drawn);
  return inBothFormats((format) => {
    const { scale, axis, extra, gap } = places.across(
      format.width - usual.left - usual.right,
      format,
    );
    const bottom = usual.bottom + extra;
    const width = Math.min(WIDEST_LANE, (SHARE * gap) / series.length);
    const frame = {
      width: format.width,
      height: format.height + extra,
      margins: { ...usual, bottom },
      y: drawn,
    };
    return {
      ...sizes(frame),
      x: scale,
      y: scaleOptions(frame.y),
      marks: [
        ...verticalAxis(frame),
        Plot.frame({ anchor: "bottom", stroke: "var(--faint)" }),
        Plot.axisX({ ...axis, ...axisLook, labelAnchor: "center", labelOffset: bottom - 6 }),
        ...referenceMarks(chart),
        ...series.flatMap((one, i) =>
          seriesMarks(one, lookOf(looks, one.name), {
            chart,
            span: y,
            places,
            width,
            middle: (i - (series.length - 1) / 2) * width,
          }),
        ),
      ],
    };
  });
}

/** Whether a series has a point that can be drawn. */
export const hasDots = (chart: DotsChart, { points }: DotSeries): boolean =>
  points.some((point) => canBeDrawn(chart, point));

const canBeDrawn = (chart: DotsChart, { x, mean }: DotPoint): boolean =>
  fits(chart.y, mean) && (typeof x === "string" || fits(chart.x, x));

function values({ points }: DotSeries): (Measured | undefined)[] {
  return points.flatMap(({ mean, sem, seeds = [] }) =>
    isMeasured(mean) && isMeasured(sem)
      ? [mean, mean - sem, mean + sem, ...seeds]
      : [mean, ...seeds],
  );
}

/** Its name is in the legend: on the line it would lie on data. */
function referenceMarks({ reference, y }: DotsChart): Plot.Markish[] {
  return reference && fits(y, reference.value)
    ? [Plot.ruleY([reference.value], { stroke: "var(--soft)", strokeDasharray: "4 3" })]
    : [];
}

/** Where a series is drawn beside the others. */
interface Lane {
  readonly chart: DotsChart;
  readonly span: Span;
  readonly places: Places;
  /** Of the lane, and from the place to its middle [px]. */
  readonly width: number;
  readonly middle: number;
}

function seriesMarks({ name, points }: DotSeries, look: Look, lane: Lane): Plot.Markish[] {
  const { chart, places, width, middle } = lane;
  const means = points.flatMap(({ x, mean, sem }) =>
    fits(chart.y, mean)
      ? [{ x: places.placeOf(x), mean, ...errorBar(lane, mean, sem), tip: tip(name, x, mean, sem) }]
      : [],
  );
  const seeds = points.flatMap(({ x, seeds: all = [] }) =>
    all.filter((value) => fits(chart.y, value)).map((value) => ({ x: places.placeOf(x), value })),
  );
  // With the seeds on their left, both share the lane.
  const aside = seeds.length > 0 ? Math.min(4, width / 4) : 0;
  const at = { x: "x", dx: middle + aside };
  const { colour, turn } = look;
  return [
    ...(places.joined
      ? [Plot.lineY(means, { ...at, y: "mean", sort: "x", stroke: colour, strokeOpacity: 0.6 })]
      : []),
    Plot.dot(seeds, {
      x: "x",
      dx: middle - aside,
      y: "value",
      r: 1.75,
      fill: colour,
      fillOpacity: 0.5,
    }),
    Plot.ruleX(means, { ...at, y1: "low", y2: "high", stroke: colour, strokeWidth: 1.75 }),
    Plot.dot(means, {
      ...at,
      y: "mean",
      r: 4,
      symbol: shapes[turn % shapes.length] ?? "circle",
      fill: colour,
      stroke: "var(--paper)",
      strokeWidth: 1,
      title: "tip",
    }),
  ];
}

const tip = (name: string, x: number | string, mean: number, sem: Measured | undefined): string =>
  `${name}, ${x}: ${short(mean)} ± ${isMeasured(sem) ? short(sem) : MISSING}`;

/** A bar that reaches below a logarithmic axis ends at its edge. */
function errorBar({ chart, span }: Lane, mean: number, sem: Measured | undefined) {
  if (!isMeasured(sem)) return { low: Number.NaN, high: Number.NaN };
  return { low: fits(chart.y, mean - sem) ? mean - sem : span.low, high: mean + sem };
}
