/**
 * What charts with two axes of numbers share: margins, grid, axes, and where a value is drawn.
 */
import * as Plot from "@observablehq/plot";
import { type DrawnAxis, minorTicks, scaleOptions, tickOptions, tickRoom } from "./axis.ts";

/** The margins around the field in which values are drawn [px]. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Room for the ticks, for the name of the vertical axis above, and of the horizontal one below. */
export const MARGINS: Margins = { top: 34, right: 16, bottom: 46, left: 52 };

export interface Frame {
  /** Of the whole drawing [px]. */
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;
  readonly x: DrawnAxis;
  readonly y: DrawnAxis;
}

/** The usual margins, and more on the left where the labels of the ticks are long. */
export const marginsFor = (y: DrawnAxis): Margins => ({
  ...MARGINS,
  left: Math.max(MARGINS.left, tickRoom(y) + 14),
});

/** A drawing with its axes, and the marks on top of them. */
export function framed(frame: Frame, marks: readonly Plot.Markish[]): Plot.PlotOptions {
  return {
    ...sizes(frame),
    x: scaleOptions(frame.x),
    y: scaleOptions(frame.y),
    marks: [...verticalAxis(frame), ...horizontalAxis(frame), ...marks],
  };
}

export const sizes = ({ width, height, margins }: Omit<Frame, "x" | "y">): Plot.PlotOptions => ({
  width,
  height,
  marginTop: margins.top,
  marginRight: margins.right,
  marginBottom: margins.bottom,
  marginLeft: margins.left,
});

/** From values to pixels as Plot will have it, and back. */
export interface Placement {
  readonly place: (value: number) => number;
  readonly valueAt: (place: number) => number;
}

export const horizontally = ({ x, width, margins }: Frame): Placement =>
  placement(x, [margins.left, width - margins.right]);

export const vertically = ({
  y,
  height,
  margins,
}: Pick<Frame, "y" | "height" | "margins">): Placement =>
  placement(y, [height - margins.bottom, margins.top]);

function placement(drawn: DrawnAxis, range: [number, number]): Placement {
  const scale = Plot.scale({ y: { ...scaleOptions(drawn), range } });
  return {
    place: (value) => Number(scale.apply(value)),
    valueAt: (place) => Number(scale.invert?.(place)),
  };
}

/** The vertical axis with its grid: its name stands over it and is read without turning one's head. */
export function verticalAxis({
  y,
  width,
  margins,
}: Pick<Frame, "y" | "width" | "margins">): Plot.Markish[] {
  const ticks = tickOptions(y, width);
  return [
    Plot.gridY({ ticks: ticks.ticks, stroke: "var(--rule)", strokeOpacity: 1 }),
    Plot.axisY({ ...ticks, ...axisLook, labelAnchor: "top", labelOffset: margins.left - 2 }),
    ...smallTicks(minorTicks(y), Plot.axisY),
  ];
}

function horizontalAxis({ x, width }: Frame): Plot.Markish[] {
  return [
    Plot.frame({ anchor: "bottom", stroke: "var(--faint)" }),
    Plot.axisX({ ...tickOptions(x, width), ...axisLook, labelAnchor: "center", labelOffset: 40 }),
    ...smallTicks(minorTicks(x), Plot.axisX),
  ];
}

export const axisLook = {
  tickSize: 4,
  tickPadding: 4,
  stroke: "var(--faint)",
  fill: "var(--soft)",
  fontVariant: "tabular-nums",
} as const;

function smallTicks(ticks: number[], axis: typeof Plot.axisX): Plot.Markish[] {
  const unnamed = { fill: "none", label: null, tickSize: 2.5, stroke: "var(--faint)" };
  return ticks.length > 0 ? [axis(ticks, unnamed)] : [];
}
