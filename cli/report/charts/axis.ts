/**
 * From values to an axis: how far it reaches, and where its ticks are.
 *
 * Linear axes end at round numbers; logarithmic ones at 1, 2 or 5 times a power of ten, since whole
 * decades would leave half of many charts empty.
 */
import * as Plot from "@observablehq/plot";
import type { Axis, Measured } from "../document.ts";
import { isMeasured, powerOfTen, short, withUnit } from "../number-text.ts";
import { shortened, textWidth } from "./drawing.ts";

/** An axis as it is drawn. */
export interface DrawnAxis {
  readonly axis: Axis;
  readonly span: Span;
  /** Whether all values are whole, and fractions would make no sense as ticks. */
  readonly whole?: boolean;
}

export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Whether a value has a place on the axis. */
export function fits({ scale }: Axis, value: Measured | undefined): value is number {
  return isMeasured(value) && (scale !== "log" || value > 0);
}

/**
 * How far an axis reaches that shows all of `values`; nothing if none of them fits. It ends at round
 * numbers, or exactly at the outermost values.
 */
export function spanOf(
  axis: Axis,
  values: readonly (Measured | undefined)[],
  ends: "round" | "exact" = "round",
): Span | undefined {
  const fitting = values.filter((value) => fits(axis, value));
  if (fitting.length === 0) return undefined;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of [...fitting, ...(axis.includes ?? []).filter((one) => fits(axis, one))]) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (ends === "exact" && low < high) return { low, high };
  return axis.scale === "log" ? roundOnLog(low, high) : roundOnLinear(low, high);
}

function roundOnLinear(low: number, high: number): Span {
  const room = low === high ? Math.abs(low) / 10 || 1 : 0;
  const { domain = [] } = Plot.scale({
    y: { type: "linear", domain: [low - room, high + room], nice: 5 },
  });
  const [from = low, to = high] = [...domain].map(Number);
  return { low: from, high: to };
}

function roundOnLog(low: number, high: number): Span {
  const below = roundNumber(low, Math.floor);
  const above = roundNumber(high, Math.ceil);
  return below < above ? { low: below, high: above } : { low: below / 2, high: above * 2 };
}

/** The steps that people count in, as their logarithms. */
const rounds = [1, 2, 5, 10].map(Math.log10);

/** The nearest 1, 2 or 5 times a power of ten on one side of a positive number. */
export function roundNumber(value: number, side: typeof Math.floor): number {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const rest = Math.log10(value) - exponent;
  const index =
    side === Math.floor
      ? rounds.findLastIndex((round) => round <= rest + 1e-9)
      : rounds.findIndex((round) => round >= rest - 1e-9);
  return Number(`${[1, 2, 5, 10][index]}e${exponent}`);
}

/** A scale of Plot's that reaches exactly that far. */
export const scaleOptions = ({ axis, span }: DrawnAxis) =>
  ({ type: axis.scale ?? "linear", domain: [span.low, span.high] }) satisfies Plot.ScaleOptions;

/** Where the ticks of an axis are, what they say, and what the axis is called in a drawing of `width`. */
export function tickOptions({ axis, span, whole = false }: DrawnAxis, width: number) {
  const names = { label: shortened(withUnit(axis), width), labelArrow: "none" } as const;
  // On a logarithmic scale `tickFormat` would leave out what d3 finds too much; `text` does not.
  if (axis.scale === "log") return { ...names, ticks: logTicks(span), text: logLabel };
  const few = whole && span.high - span.low < 8;
  return { ...names, ticks: few ? wholeNumbers(span) : 5, text: short };
}

function wholeNumbers({ low, high }: Span): number[] {
  const first = Math.ceil(low);
  return Array.from({ length: Math.floor(high) - first + 1 }, (_, i) => first + i);
}

/** About how wide the labels of the ticks are [px]; where Plot has the ticks, by numbers like them. */
export function tickRoom({ axis, span }: DrawnAxis): number {
  const { low, high } = span;
  const labels =
    axis.scale === "log"
      ? logTicks(span).map(logLabel)
      : [low, high, (low + high) / 2].map((value) => short(value));
  return Math.max(...labels.map(textWidth));
}

/** A label for a tick of a logarithmic axis. */
function logLabel(value: number): string {
  const exponent = Math.log10(value);
  return Number.isInteger(exponent) ? powerOfTen(exponent) : short(value);
}

/** Few enough to be read: whole decades on long axes, 1 2 5 on middling ones, even steps on short ones. */
export function logTicks({ low, high }: Span): number[] {
  const decades = Math.log10(high / low);
  if (decades < 0.75) {
    const step = roundNumber((high - low) / 5, Math.ceil);
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  }
  const stride = Math.ceil(decades / 7);
  const multiples = decades > 3 ? [1] : [1, 2, 5];
  return decadesWithin(low, high).flatMap((exponent) =>
    exponent % stride === 0
      ? multiples
          .map((multiple) => Number(`${multiple}e${exponent}`))
          .filter((tick) => tick >= low && tick <= high)
      : [],
  );
}

/** The small ticks between the large ones, which make a logarithmic axis look like one. */
export function minorTicks({ axis, span }: DrawnAxis): number[] {
  const { low, high } = span;
  if (axis.scale !== "log" || high / low > 1e7) return [];
  return decadesWithin(low, high).flatMap((exponent) =>
    Array.from({ length: 9 }, (_, i) => Number(`${i + 1}e${exponent}`)).filter(
      (tick) => tick >= low && tick <= high,
    ),
  );
}

function decadesWithin(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
