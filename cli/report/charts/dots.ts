/**
 * Means at a few values or categories: a shape with an error bar for each series, side by side, and
 * the single seeds as small dots to its left. Over numbers, the means of a series are joined.
 */
import * as Plot from "@observablehq/plot";
import type { DotPoint, DotSeries, DotsChart, Measured } from "../document.ts";
import type { Markup } from "../markup.ts";
import { isMeasured, MISSING, short } from "../number-text.ts";
import { type Look, type Looks, lookOf } from "../palette.ts";
import { fits, type Span, scaleOptions, spanOf, tickOptions } from "./axis.ts";
import { type Format, inBothFormats, textWidth } from "./drawing.ts";
import { axisLook, MARGINS, type Margins, sizes, verticalAxis } from "./frame.ts";

/** Shapes for the means, so that nobody depends on colours alone. Plot's names for them. */
export const shapes = ["circle", "square", "triangle", "diamond"] as const;

/** What the series at one place take of the room there, and the most that one takes [px]. */
const SHARE = 0.7;
const WIDEST_STEP = 22;

/** Nothing where there is nothing to draw yet. */
export function drawDots(chart: DotsChart, looks: Looks): Markup | undefined {
  const series = chart.series.filter((one) => hasDots(chart, one));
  const y = spanOf(chart.y, [...series.flatMap(values), chart.reference?.value]);
  const points = series.flatMap((one) => one.points);
  if (points.length === 0 || !y) return undefined;
  const places = placesOf(chart, points);
  return inBothFormats((format) => {
    const across = places.across(format);
    const frame = { ...format, margins: across.margins, y: { axis: chart.y, span: y } };
    const { step } = across;
    return {
      ...sizes(frame),
      x: across.scale,
      y: scaleOptions(frame.y),
      marks: [
        ...verticalAxis(frame),
        Plot.frame({ anchor: "bottom", stroke: "var(--faint)" }),
        Plot.axisX({ ...across.axis, ...axisLook, labelAnchor: "center" }),
        ...referenceMarks(chart),
        ...series.flatMap((one, i) =>
          seriesMarks(chart, one, lookOf(looks, one.name), {
            dx: (i - (series.length - 1) / 2) * step,
            step,
            joined: places.joined,
          }),
        ),
      ],
    };
  });
}

/** Whether a series has a mean that can be drawn. */
export const hasDots = ({ y }: DotsChart, { points }: DotSeries): boolean =>
  points.some(({ mean }) => fits(y, mean));

function values({ points }: DotSeries): (Measured | undefined)[] {
  return points.flatMap(({ mean, sem, seeds = [] }) =>
    isMeasured(mean) && isMeasured(sem)
      ? [mean, mean - sem, mean + sem, ...seeds]
      : [mean, ...seeds],
  );
}

interface Across {
  readonly scale: Plot.ScaleOptions;
  readonly axis: Plot.AxisXOptions;
  readonly margins: Margins;
  /** From one series to the next at the same place [px]. */
  readonly step: number;
}

interface Places {
  readonly joined: boolean;
  across(format: Format): Across;
}

function placesOf(chart: DotsChart, points: readonly DotPoint[]): Places {
  const numbers = points.map(({ x }) => x).filter((x) => typeof x === "number");
  const span = spanOf(chart.x, numbers, "exact");
  return numbers.length === points.length && span
    ? numericPlaces(chart, span, [...new Set(numbers)])
    : wordPlaces(chart, [...new Set(points.map(({ x }) => String(x)))]);
}

function numericPlaces(chart: DotsChart, span: Span, numbers: readonly number[]): Places {
  const on = { axis: chart.x, span };
  return {
    joined: true,
    across({ width }) {
      const margins = MARGINS;
      const inset = 30;
      const field = width - margins.left - margins.right - 2 * inset;
      const scale = Plot.scale({ x: { ...scaleOptions(on), range: [0, field] } });
      const placed = numbers.map((x) => Number(scale.apply(x))).sort((a, b) => a - b);
      const gaps = placed.slice(1).map((place, i) => place - (placed[i] ?? 0));
      // A few numbers are ticks themselves; many need round ones.
      const ticks = Math.min(...gaps) > 24 ? [...numbers] : undefined;
      return {
        scale: { ...scaleOptions(on), inset },
        axis: {
          ...tickOptions(on),
          ...(ticks ? { ticks, text: short } : {}),
          labelOffset: 40,
        },
        margins,
        step: stepFor(Math.min(field, ...gaps), chart.series.length),
      };
    },
  };
}

function wordPlaces(chart: DotsChart, words: readonly string[]): Places {
  const label = tickOptions({ axis: chart.x, span: { low: 0, high: 1 } }).label;
  const widest = Math.max(...words.map(textWidth));
  return {
    joined: false,
    across({ width }) {
      const band = (width - MARGINS.left - MARGINS.right) / words.length;
      const slanted = widest > band - 6;
      const bottom = slanted ? MARGINS.bottom + Math.min(110, 0.6 * widest) : MARGINS.bottom;
      return {
        scale: { type: "point", domain: words, padding: 0.5 },
        axis: {
          label,
          labelArrow: "none",
          labelOffset: bottom - 6,
          ...(slanted ? { tickRotate: -35, lineWidth: 15, textOverflow: "ellipsis" } : {}),
        },
        margins: { ...MARGINS, bottom },
        step: stepFor(band, chart.series.length),
      };
    },
  };
}

const stepFor = (room: number, series: number): number =>
  Math.min(WIDEST_STEP, (SHARE * room) / Math.max(1, series));

/** Its name is in the legend: on the line it would lie on data. */
function referenceMarks({ reference, y }: DotsChart): Plot.Markish[] {
  return reference && fits(y, reference.value)
    ? [Plot.ruleY([reference.value], { stroke: "var(--soft)", strokeDasharray: "4 3" })]
    : [];
}

interface Lane {
  readonly dx: number;
  readonly step: number;
  readonly joined: boolean;
}

function seriesMarks(
  chart: DotsChart,
  { name, points }: DotSeries,
  { colour, turn }: Look,
  { dx, step, joined }: Lane,
): Plot.Markish[] {
  const means = points.flatMap(({ x, mean, sem }) =>
    fits(chart.y, mean) ? [{ x, mean, sem, ...errorBar(chart, mean, sem) }] : [],
  );
  const seeds = points.flatMap(({ x, seeds: all = [] }) =>
    all.filter((value) => fits(chart.y, value)).map((value) => ({ x, value })),
  );
  // With the seeds on their left, mean and seeds share the lane.
  const aside = seeds.length > 0 ? Math.min(4, step / 4) : 0;
  return [
    ...(joined
      ? [
          Plot.lineY(means, {
            x: "x",
            y: "mean",
            sort: "x",
            dx: dx + aside,
            stroke: colour,
            strokeOpacity: 0.6,
          }),
        ]
      : []),
    Plot.dot(seeds, {
      x: "x",
      y: "value",
      dx: dx - aside,
      r: 1.75,
      fill: colour,
      fillOpacity: 0.45,
    }),
    Plot.ruleX(means, {
      x: "x",
      y1: "low",
      y2: "high",
      dx: dx + aside,
      stroke: colour,
      strokeWidth: 1.75,
    }),
    Plot.dot(means, {
      x: "x",
      y: "mean",
      dx: dx + aside,
      r: 4,
      symbol: shapes[turn % shapes.length] ?? "circle",
      fill: colour,
      stroke: "var(--paper)",
      strokeWidth: 1,
      title: ({ x, mean, sem }: (typeof means)[number]) =>
        `${name} at ${x}: ${short(mean)} ± ${sem === undefined ? MISSING : short(sem)}`,
    }),
  ];
}

function errorBar({ y }: DotsChart, mean: number, sem: Measured | undefined) {
  if (!isMeasured(sem)) return { low: Number.NaN, high: Number.NaN };
  return { low: fits(y, mean - sem) ? mean - sem : mean, high: mean + sem };
}
