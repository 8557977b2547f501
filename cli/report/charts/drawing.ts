/**
 * Draws on the server with Observable Plot, in a document of linkedom's that is never shown.
 *
 * Each chart is drawn twice, wide and narrow, and the style sheet shows one of them: a picture that is
 * merely scaled has letters too small to read on a telephone. What comes from outside may go into a
 * drawing as text only; the document does not escape attributes well enough for XML.
 */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { html, Markup } from "../markup.ts";

const { document } = parseHTML("<html></html>");

export interface Format {
  readonly name: "wide" | "narrow";
  /** Of the whole drawing [px]. */
  readonly width: number;
  readonly height: number;
}

const wide: Format = { name: "wide", width: 720, height: 400 };
const narrow: Format = { name: "narrow", width: 360, height: 300 };

/** Size of the letters in a drawing [px], and what one is wide on average. */
export const LETTERS = 12;
const LETTER_WIDTH = 0.56 * LETTERS;

/** About how wide a text is [px]; there is nothing here to measure it with. */
export const textWidth = (text: string): number => LETTER_WIDTH * [...text].length;

/** The text, or its beginning and dots if it is wider than `width` [px]. */
export function shortened(text: string, width: number): string {
  const fitting = Math.max(1, Math.floor(width / LETTER_WIDTH) - 1);
  const letters = [...text];
  return letters.length <= fitting + 1 ? text : `${letters.slice(0, fitting).join("")}…`;
}

/** A chart in both formats. */
export function inBothFormats(options: (format: Format) => Plot.PlotOptions): Markup {
  return html`${[wide, narrow].map(
    (format) => html`<div class="${format.name}">${draw(options(format))}</div>`,
  )}`;
}

/** One SVG. Plot's own style sheet stays out, for the page has its rules. */
export function draw(options: Plot.PlotOptions): Markup {
  const svg = Plot.plot({
    ...options,
    document,
    className: "plot",
    style: { fontSize: `${LETTERS}px`, fontFamily: "inherit" },
  });
  svg.querySelector("style")?.remove();
  for (const element of svg.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value.replaceAll(/-?\d+\.\d{3,}/g, rounded);
    }
  }
  return new Markup(svg.outerHTML);
}

/** A hundredth of a pixel is enough, and a third of the bytes. */
const rounded = (number: string): string => String(Number(Number(number).toFixed(2)));
