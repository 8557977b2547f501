/**
 * Where the points of a dots chart stand across the page: at numbers on an axis, or at words, one
 * beside the other.
 */
import * as Plot from "@observablehq/plot";
import type { DotPoint, DotsChart } from "../document.ts";
import { short, withUnit } from "../number-text.ts";
import { fits, type Span, scaleOptions, spanOf, tickOptions } from "./axis.ts";
import { type Format, shortened, textWidth } from "./drawing.ts";

export interface Places {
  /** Whether means belong together across places. */
  readonly joined: boolean;
  /** The place of a point, as the scale wants it. */
  placeOf(x: number | string): number | string;
  /** In a field of `room` [px] between the margins. */
  across(room: number, format: Format): Across;
}

interface Across {
  readonly scale: Plot.ScaleOptions;
  readonly axis: Plot.AxisXOptions;
  /** What slanted words need more than the usual margin [px]. */
  readonly extra: number;
  /** From a place to the next [px], at the narrowest. */
  readonly gap: number;
}

/** Numbers, if all points have one that the axis can show; words otherwise. */
export function placesOf({ x: axis }: DotsChart, points: readonly DotPoint[]): Places {
  const numbers = points.map(({ x }) => (typeof x === "number" && fits(axis, x) ? x : undefined));
  const span = numbers.includes(undefined) ? undefined : spanOf(axis, numbers, "exact");
  return span
    ? atNumbers({ axis, span }, [...new Set(numbers.filter((x) => x !== undefined))])
    : atWords(withUnit(axis), [...new Set(points.map(({ x }) => String(x)))]);
}

/** Between the outermost points and the ends of the axis [px]. */
const INSET = 30;
/** Ticks closer than this are too many [px]. */
const TICK_GAP = 24;

function atNumbers(on: { axis: DotsChart["x"]; span: Span }, numbers: readonly number[]): Places {
  return {
    joined: true,
    placeOf: (x) => x,
    across(room, { width }) {
      const field = room - 2 * INSET;
      const scale = Plot.scale({ x: { ...scaleOptions(on), range: [0, field] } });
      const placed = numbers.map((x) => Number(scale.apply(x))).sort((a, b) => a - b);
      const gaps = placed.slice(1).map((place, i) => place - (placed[i] ?? 0));
      const gap = Math.min(field, ...gaps);
      return {
        scale: { ...scaleOptions(on), inset: INSET },
        // A few numbers are ticks themselves; many need round ones.
        axis: {
          ...tickOptions(on, width),
          ...(gap > TICK_GAP ? { ticks: [...numbers], text: short } : {}),
        },
        extra: 0,
        gap,
      };
    },
  };
}

function atWords(label: string, words: readonly string[]): Places {
  const widest = Math.max(...words.map(textWidth));
  return {
    joined: false,
    placeOf: String,
    across(room, { width }) {
      const gap = room / words.length;
      const slanted = widest > gap - 6;
      return {
        scale: { type: "point", domain: words, padding: 0.5 },
        axis: {
          label: shortened(label, width),
          labelArrow: "none",
          ...(slanted ? { tickRotate: -35, lineWidth: 15, textOverflow: "ellipsis" } : {}),
        },
        extra: slanted ? Math.min(100, 0.5 * widest) : 0,
        gap,
      };
    },
  };
}
