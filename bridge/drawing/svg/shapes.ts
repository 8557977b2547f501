/**
 * The basic shapes, each beginning and turning as SVG says (SVG 2, chapter 10).
 */
import type { Count } from "../bounds.ts";
import type { Tracer } from "../outline.ts";
import type { Element } from "./element.ts";
import type { Frame } from "./lengths.ts";
import { diagonalOf, eachNumber, parseLength } from "./lengths.ts";
import { tracePath } from "./path-data.ts";

export const SHAPES: ReadonlySet<string> = new Set([
  ...["path", "line", "polyline", "polygon", "rect", "circle", "ellipse"],
]);

/** Traces a shape; returns false where a part had to be left out. */
export function traceShape(
  element: Element,
  frame: Frame,
  tracer: Tracer,
  segments: Count,
): boolean {
  const { attributes } = element;
  const length = (name: string, whole: number): number | undefined =>
    attributes[name] === undefined ? undefined : (parseLength(attributes[name], whole) ?? NaN);
  const x = (name: string): number => length(name, frame.width) ?? 0;
  const y = (name: string): number => length(name, frame.height) ?? 0;
  segments.add();

  switch (element.name) {
    case "path":
      return tracePath(attributes["d"] ?? "", tracer, segments);
    case "polyline":
    case "polygon":
      return tracePoints(element, tracer, segments);
    case "line":
      tracer.moveTo(x("x1"), y("y1"));
      tracer.lineTo(x("x2"), y("y2"));
      break;
    case "rect": {
      const size = { width: x("width"), height: y("height") };
      const [rx, ry] = [length("rx", frame.width), length("ry", frame.height)];
      traceRectangle(tracer, [x("x"), y("y")], size, [rx ?? ry ?? 0, ry ?? rx ?? 0]);
      break;
    }
    case "circle": {
      const r = length("r", diagonalOf(frame)) ?? 0;
      traceEllipse(tracer, [x("cx"), y("cy")], r, r);
      break;
    }
    case "ellipse": {
      const [rx, ry] = [length("rx", frame.width), length("ry", frame.height)];
      traceEllipse(tracer, [x("cx"), y("cy")], rx ?? ry ?? 0, ry ?? rx ?? 0);
      break;
    }
  }
  return !tracer.broken;
}

function tracePoints({ name, attributes }: Element, tracer: Tracer, segments: Count): boolean {
  let x: number | undefined;
  let count = 0;
  for (const number of eachNumber(attributes["points"] ?? "")) {
    if (x === undefined) {
      x = number;
      continue;
    }
    segments.add();
    if (count++ === 0) tracer.moveTo(x, number);
    else tracer.lineTo(x, number);
    x = undefined;
  }
  if (name === "polygon" && count > 0) tracer.close();
  return !tracer.broken && x === undefined;
}

function traceRectangle(
  tracer: Tracer,
  [x, y]: readonly [number, number],
  { width, height }: Frame,
  radii: readonly [number, number],
): void {
  if (width <= 0 || height <= 0) return;
  const rx = Math.min(radii[0], width / 2);
  const ry = Math.min(radii[1], height / 2);
  const [right, bottom] = [x + width, y + height];
  const isRound = rx > 0 && ry > 0;
  const quarter = Math.PI / 2;
  const corner = (cx: number, cy: number, from: number, end: [number, number]): void => {
    if (isRound) tracer.arcTo([cx, cy], [rx, 0], [0, ry], [from, from + quarter], end);
  };
  const [inX, inY] = isRound ? [rx, ry] : [0, 0];
  tracer.moveTo(x + inX, y);
  tracer.lineTo(right - inX, y);
  corner(right - rx, y + ry, -quarter, [right, y + ry]);
  tracer.lineTo(right, bottom - inY);
  corner(right - rx, bottom - ry, 0, [right - rx, bottom]);
  tracer.lineTo(x + inX, bottom);
  corner(x + rx, bottom - ry, quarter, [x, bottom - ry]);
  tracer.lineTo(x, y + inY);
  corner(x + rx, y + ry, 2 * quarter, [x + rx, y]);
  tracer.close();
}

function traceEllipse(
  tracer: Tracer,
  [cx, cy]: readonly [number, number],
  rx: number,
  ry: number,
): void {
  if (rx <= 0 || ry <= 0) return;
  tracer.moveTo(cx + rx, cy);
  tracer.arcTo([cx, cy], [rx, 0], [0, ry], [0, 2 * Math.PI], [cx + rx, cy]);
  tracer.close();
}
