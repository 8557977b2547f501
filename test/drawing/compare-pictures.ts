import { Resvg } from "@resvg/resvg-js";
import { IDENTITY } from "../../bridge/drawing/affine.ts";
import { Count } from "../../bridge/drawing/bounds.ts";
import { flatten } from "../../bridge/drawing/flatten.ts";
import { PIXEL } from "../../bridge/drawing/svg/lengths.ts";
import { readSvg } from "../../bridge/drawing/svg/read-svg.ts";

/** Width of the pictures that are compared [pixels]. */
const WIDTH = 500;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly isDark: (x: number, y: number) => boolean;
}

/**
 * The share of dark pixels that one picture has and the other has not within `near` pixels: of resvg's
 * rendering of an SVG, all its shapes as thin lines, and of the strokes that we read from it.
 */
export function compareWithResvg(svg: string, near = 3): { missing: number; invented: number } {
  const thin =
    "*{fill:none!important;stroke:#000!important;stroke-width:0.3%!important;stroke-opacity:1!important}";
  // resvg lets a class win over !important.
  const unfilled = svg
    .replace(/fill:[^;}"]+/g, "fill:none")
    .replace(/stroke-dasharray:[^;}"]+/g, "");
  const theirs = render(unfilled.replace(/(<(?:\w+:)?svg[^>]*>)/, `$1<style>${thin}</style>`));
  const ours = render(redrawn(svg, theirs));
  return { missing: unmatched(theirs, ours, near), invented: unmatched(ours, theirs, near) };
}

/** An SVG of the strokes that we read from another one. */
function redrawn(svg: string, { width, height }: Picture): string {
  const { layers } = readSvg(svg, { layers: "one", fills: true });
  const points = new Count(1e6, "points");
  const strokes = layers.flatMap(({ outline }) => flatten(outline, IDENTITY, 1e-5, points));
  const size = new Resvg(svg);
  const data = strokes.map((stroke) => `M${Array.from(stroke, (v) => v / PIXEL).join(" ")}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${size.width} ${size.height}"><path d="${data.join("")}" fill="none" stroke="#000" stroke-width="${size.width / 300}"/></svg>`;
}

function render(svg: string): Picture {
  const image = new Resvg(svg, { fitTo: { mode: "width", value: WIDTH } }).render();
  const { width, height, pixels } = image;
  return { width, height, isDark: (x, y) => (pixels[4 * (y * width + x) + 3] ?? 0) > 15 };
}

function unmatched(one: Picture, other: Picture, near: number): number {
  let dark = 0;
  let alone = 0;
  for (let y = 0; y < one.height; y++) {
    for (let x = 0; x < one.width; x++) {
      if (!one.isDark(x, y)) continue;
      dark++;
      if (!isNear(other, x, y, near)) alone++;
    }
  }
  return dark === 0 ? 0 : alone / dark;
}

function isNear({ width, height, isDark }: Picture, x: number, y: number, near: number): boolean {
  for (let j = Math.max(0, y - near); j <= Math.min(height - 1, y + near); j++) {
    for (let i = Math.max(0, x - near); i <= Math.min(width - 1, x + near); i++) {
      if (isDark(i, j)) return true;
    }
  }
  return false;
}
