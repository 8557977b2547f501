/**
 * A line of text as strokes.
 */
import type { Affine } from "../affine.ts";
import { compose } from "../affine.ts";
import type { Count } from "../bounds.ts";
import type { Outline } from "../outline.ts";
import { Tracer } from "../outline.ts";
import { tracePath } from "../svg/path-data.ts";
import type { StrokeFont } from "./stroke-font.ts";

/** How wide a line is at size 1, and which of its characters the font has not got. */
export function measure(text: string, font: StrokeFont): { width: number; missing: string[] } {
  let width = 0;
  const missing: string[] = [];
  for (const character of text.normalize("NFC")) {
    const glyph = font.glyph(character);
    if (!glyph) missing.push(character);
    width += glyph?.advance ?? font.unitsPerEm / 2;
  }
  return { width: width / font.unitsPerEm, missing };
}

/** Writes a line that begins at the origin of `map`, with letters of size 1 and y down. */
export function writeLine(
  outline: Outline,
  text: string,
  font: StrokeFont,
  map: Affine,
  segments: Count,
): void {
  const scale = 1 / font.unitsPerEm;
  let x = 0;
  for (const character of text.normalize("NFC")) {
    const glyph = font.glyph(character);
    if (glyph && glyph.path !== "") {
      const place = compose(map, [scale, 0, 0, -scale, x * scale, 0]);
      tracePath(glyph.path, new Tracer(outline, place), segments);
    }
    x += glyph?.advance ?? font.unitsPerEm / 2;
  }
}
