/**
 * Plain text as a drawing: lines below each other, each from the left.
 */
import { compose, scaling, translation } from "./affine.ts";
import { Count, SEGMENTS_MAX } from "./bounds.ts";
import type { Drawing } from "./drawing.ts";
import { Outline } from "./outline.ts";
import type { FontName } from "./text/stroke-font.ts";
import { loadFont } from "./text/stroke-font.ts";
import { measure, writeLine } from "./text/write-line.ts";
import { Warnings } from "./warnings.ts";

/** Size of the letters [m], and of a line in letters. The drawing is scaled to its paper anyway. */
const SIZE = 0.01;
const LINE = 1.4;

export function readText(text: string, fontName: FontName): Drawing {
  const font = loadFont(fontName);
  const outline = new Outline();
  const warnings = new Warnings();
  const segments = new Count(SEGMENTS_MAX, "pieces of lines");
  text.split(/\r\n|\r|\n/).forEach((line, i) => {
    const { missing } = measure(line, font);
    for (const letter of missing) warnings.add(`the font has no ${JSON.stringify(letter)}`);
    const map = compose(scaling(SIZE, SIZE), translation(0, i * LINE));
    writeLine(outline, line, font, map, segments);
  });
  return { layers: outline.isEmpty ? [] : [{ name: "text", outline }], warnings: warnings.list() };
}
