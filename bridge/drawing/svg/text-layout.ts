/**
 * Where the pieces of a <text> stand: their places, shifts and anchors, as far as one line goes.
 *
 * A piece with a place of its own begins a new chunk, and `text-anchor` moves whole chunks (SVG 2,
 * section 11.6). Text on a path, and turned letters, are not set.
 */
import type { FontName } from "../text/stroke-font.ts";
import { fontFor, loadFont } from "../text/stroke-font.ts";
import { measure } from "../text/write-line.ts";
import type { Element } from "./element.ts";
import type { Frame } from "./lengths.ts";
import { parseLength } from "./lengths.ts";
import type { Style } from "./style.ts";
import { styleOf } from "./style.ts";
import type { StyleSheet } from "./style-sheet.ts";

export interface PlacedText {
  readonly text: string;
  readonly style: Style;
  readonly font: FontName;
  /** Where its line begins [user units]. */
  readonly x: number;
  readonly y: number;
}

type Run = { -readonly [K in keyof PlacedText]: PlacedText[K] };

type Place = "x" | "y" | "dx" | "dy";

export function layOut(
  element: Element,
  style: Style,
  frame: Frame,
  sheet: StyleSheet,
  warn: (warning: string) => void,
): PlacedText[] {
  const runs: Run[] = [];
  let chunk: Run[] = [];
  let x = 0;
  let y = 0;
  let spaceBefore = true;

  const finishChunk = (): void => {
    // A line break before the end of the element is no part of the line.
    const last = chunk.at(-1);
    const tail = last ? last.text.length - last.text.trimEnd().length : 0;
    const space = measure(" ", loadFont(last?.font ?? "readable")).width;
    const width = x - (chunk[0]?.x ?? x) - tail * space * (last?.style.fontSize ?? 0);
    const anchor = chunk[0]?.style.textAnchor;
    const shift = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0;
    for (const run of chunk) run.x -= shift;
    runs.push(...chunk);
    chunk = [];
  };

  const say = (raw: string, of: Style, keepsSpace: boolean): void => {
    let text = raw.replace(/\s/g, " ");
    if (!keepsSpace) {
      text = text.replace(/ +/g, " ");
      if (spaceBefore) text = text.trimStart();
    }
    if (text === "") return;
    spaceBefore = text.endsWith(" ");
    const font = fontFor(of.fontFamily);
    const { width, missing } = measure(text, loadFont(font));
    if (missing.length > 0) warn(`no font has the letters ${[...new Set(missing)].join(" ")}`);
    chunk.push({ text, style: of, font, x, y });
    x += width * of.fontSize;
  };

  const walk = (piece: Element, of: Style, preserves: boolean): void => {
    const { attributes } = piece;
    const lengths = (name: Place): number[] =>
      (attributes[name] ?? "")
        .split(/[\s,]+/)
        .map((word) =>
          parseLength(word, name.endsWith("x") ? frame.width : frame.height, of.fontSize),
        )
        .filter((length) => length !== undefined);
    const [xs, ys, dxs, dys] = [lengths("x"), lengths("y"), lengths("dx"), lengths("dy")];
    if (xs[0] !== undefined || ys[0] !== undefined) {
      finishChunk();
      spaceBefore = true;
      x = xs[0] ?? x;
      y = ys[0] ?? y;
    }
    x += dxs[0] ?? 0;
    y += dys[0] ?? 0;
    if (attributes["rotate"] !== undefined) warn("turned letters were set upright");
    const space = attributes["xml:space"];
    const keepsSpace = space === undefined ? preserves : space === "preserve";
    for (const child of piece.children) {
      if (typeof child === "string") {
        if (xs.length > 1) sayEach(child, xs, of);
        else say(child, of, keepsSpace);
      } else if (child.name === "tspan" || child.name === "a") {
        const own = styleOf(child, of, sheet);
        if (!own.isGone) walk(child, own, keepsSpace);
      } else warn(`<${child.name}> in a text was ignored`);
    }
  };

  /** Letters that have a place each. */
  const sayEach = (text: string, xs: readonly number[], of: Style): void => {
    Array.from(text.trim()).forEach((letter, i) => {
      const place = xs[i];
      if (place !== undefined) {
        finishChunk();
        x = place;
      }
      say(letter, of, true);
    });
  };

  walk(element, style, false);
  finishChunk();
  return runs;
}
