import { IDENTITY } from "../../bridge/drawing/affine.ts";
import { Count, POINTS_MAX } from "../../bridge/drawing/bounds.ts";
import type { Drawing } from "../../bridge/drawing/drawing.ts";
import { flatten } from "../../bridge/drawing/flatten.ts";
import type { Layering } from "../../bridge/drawing/layers.ts";
import { PIXEL } from "../../bridge/drawing/svg/lengths.ts";
import { readSvg } from "../../bridge/drawing/svg/read-svg.ts";

/** A whole file around some elements. */
export const svg = (body: string, attributes = 'width="200" height="200"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${body}</svg>`;

/** Elements as lines. */
export const drawn = (body: string): string => `<g fill="none" stroke="black">${body}</g>`;

export const read = (body: string, layers: Layering = "one", fills = true): Drawing =>
  readSvg(body.includes("<svg") ? body : svg(body), { layers, fills });

/** The strokes of a drawing in pixels, as plain numbers. */
export const strokesOf = ({ layers }: Drawing, tolerance = 0.01): number[][] =>
  layers
    .flatMap(({ outline }) =>
      flatten(outline, IDENTITY, tolerance * PIXEL, new Count(POINTS_MAX, "points")),
    )
    .map((stroke) => Array.from(stroke, (value) => value / PIXEL));
