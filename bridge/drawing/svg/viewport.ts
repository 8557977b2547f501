/**
 * `viewBox` and `preserveAspectRatio`: how the units of a drawing fill the place that it is given
 * (SVG 2, section 8.2, "the equivalent transform of an SVG viewport").
 */
import type { Affine } from "../affine.ts";
import { translation } from "../affine.ts";
import type { Element } from "./element.ts";
import type { Frame } from "./lengths.ts";
import { parseNumbers } from "./lengths.ts";

interface ViewBox extends Frame {
  readonly x: number;
  readonly y: number;
}

export function viewBoxOf({ attributes }: Element): ViewBox | undefined {
  const numbers = parseNumbers(attributes["viewBox"] ?? "");
  const [x, y, width, height] = numbers ?? [];
  if (x === undefined || y === undefined || width === undefined || height === undefined) {
    return undefined;
  }
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The map from the units of `element` into a place of `place.width` by `place.height` at (x, y). */
export function viewportMap(element: Element, x: number, y: number, place: Frame): Affine {
  const box = viewBoxOf(element);
  if (!box) return translation(x, y);
  const words = (element.attributes["preserveAspectRatio"] ?? "").trim().split(/\s+/);
  const align = words.find((word) => /^(none|x(Min|Mid|Max)Y(Min|Mid|Max))$/.test(word));
  let scaleX = place.width / box.width;
  let scaleY = place.height / box.height;
  if (align !== "none") {
    const covers = words.includes("slice");
    scaleX = covers ? Math.max(scaleX, scaleY) : Math.min(scaleX, scaleY);
    scaleY = scaleX;
  }
  const spareX = place.width - scaleX * box.width;
  const spareY = place.height - scaleY * box.height;
  return [
    scaleX,
    0,
    0,
    scaleY,
    x - scaleX * box.x + spareX * share(align, "x"),
    y - scaleY * box.y + spareY * share(align, "Y"),
  ];
}

/** Which part of the spare room comes before the drawing. */
function share(align: string | undefined, axis: "x" | "Y"): number {
  if (align === undefined) return 1 / 2;
  if (align.includes(`${axis}Mid`)) return 1 / 2;
  return align.includes(`${axis}Max`) ? 1 : 0;
}
