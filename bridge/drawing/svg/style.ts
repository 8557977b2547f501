/**
 * What an element looks like, as far as a pen cares: whether it is seen, with what pen it is drawn, and
 * how its text is set. Presentation attributes are weakest, then style rules, then the `style` attribute.
 */
import { color as parseColour } from "d3-color";
import type { Element } from "./element.ts";
import { parseLength } from "./lengths.ts";
import type { StyleSheet } from "./style-sheet.ts";

/** Inherited by the elements within. */
export interface Style {
  readonly stroke: string;
  readonly fill: string;
  readonly color: string;
  readonly strokeOpacity: string;
  readonly fillOpacity: string;
  readonly strokeWidth: string;
  readonly strokeDasharray: string;
  readonly visibility: string;
  /** [user units] */
  readonly fontSize: number;
  readonly fontFamily: string;
  readonly textAnchor: string;
}

export const INITIAL_STYLE: Style = {
  stroke: "none",
  fill: "black",
  color: "black",
  strokeOpacity: "1",
  fillOpacity: "1",
  strokeWidth: "1",
  strokeDasharray: "none",
  visibility: "visible",
  fontSize: 16,
  fontFamily: "sans-serif",
  textAnchor: "start",
};

export interface OwnStyle extends Style {
  /** Not inherited: whether nothing is drawn of the element and of all within it. */
  readonly isGone: boolean;
  /** As the file has it; an attribute, or a property of a style. */
  readonly transform: string | undefined;
  /** What is asked for and will not be done, by property. */
  readonly unheeded: readonly string[];
}

/** Properties that change what is seen, and that a pen cannot follow here. */
const UNHEEDED = [
  "clip-path",
  "mask",
  "filter",
  "marker-start",
  "marker-mid",
  "marker-end",
] as const;

export function styleOf(element: Element, inherited: Style, sheet: StyleSheet): OwnStyle {
  const declared = sheet.of(element);
  const own = (property: string): string | undefined => {
    const ruled = declared.findLast((declarations) => declarations[property] !== undefined);
    const value = (ruled?.[property] ?? element.attributes[property])?.trim();
    return value === "" || value === "inherit" ? undefined : value;
  };
  const fontSize = own("font-size");
  const unheeded = UNHEEDED.filter((property) => !["none", undefined].includes(own(property)));
  return {
    stroke: own("stroke") ?? inherited.stroke,
    fill: own("fill") ?? inherited.fill,
    color: own("color") ?? inherited.color,
    strokeOpacity: own("stroke-opacity") ?? inherited.strokeOpacity,
    fillOpacity: own("fill-opacity") ?? inherited.fillOpacity,
    strokeWidth: own("stroke-width") ?? inherited.strokeWidth,
    strokeDasharray: own("stroke-dasharray") ?? inherited.strokeDasharray,
    visibility: own("visibility") ?? inherited.visibility,
    fontSize: parseLength(fontSize, inherited.fontSize, inherited.fontSize) ?? inherited.fontSize,
    fontFamily: own("font-family") ?? inherited.fontFamily,
    textAnchor: own("text-anchor") ?? inherited.textAnchor,
    transform: own("transform"),
    isGone: own("display") === "none" || isZero(own("opacity")),
    unheeded,
  };
}

/** The colour of an element's line, or undefined where it has none. */
export function strokeColour(style: Style): string | undefined {
  if (isZero(style.strokeWidth) || isZero(style.strokeOpacity)) return undefined;
  return colour(style.stroke, style);
}

/** The colour that an element is filled with, or undefined where it is not. */
export const fillColour = (style: Style): string | undefined =>
  isZero(style.fillOpacity) ? undefined : colour(style.fill, style);

/** In one spelling, so that black is #000000; a gradient or a pattern keeps its name. */
function colour(paint: string, { color }: Style): string | undefined {
  const named = paint.toLowerCase() === "currentcolor" ? color : paint;
  if (named.toLowerCase() === "none") return undefined;
  const known = parseColour(named);
  if (!known) return named;
  return known.opacity === 0 ? undefined : known.formatHex();
}

const isZero = (value: string | undefined): boolean =>
  value !== undefined && Number.parseFloat(value) === 0;
