/**
 * An SVG file as outlines: what of it is seen, where, and with which pen.
 */

import { compose, scaling } from "../affine.ts";
import type { Drawing } from "../drawing.ts";
import type { Layering } from "../layers.ts";
import { Layers } from "../layers.ts";
import { Warnings } from "../warnings.ts";
import type { Element } from "./element.ts";
import { elementsById, isLayer } from "./element.ts";
import { PIXEL, parseLength } from "./lengths.ts";
import { parseXml } from "./parse-xml.ts";
import { StyleSheet } from "./style-sheet.ts";
import { viewBoxOf, viewportMap } from "./viewport.ts";
import { Visitor } from "./visitor.ts";

export interface SvgOptions {
  readonly layers: Layering;
  /** Whether shapes that are filled and have no line are drawn, by their outline. */
  readonly fills: boolean;
}

/** What browsers take for the size of a drawing that has none [user units]. */
const DEFAULT_SIZE = { width: 300, height: 150 };

export function readSvg(text: string, options: SvgOptions): Drawing {
  const root = parseXml(text);
  const warnings = new Warnings();
  const warn = (warning: string): void => warnings.add(warning);
  const sheet = new StyleSheet(warn);
  for (const css of styleTexts(root)) sheet.add(css);

  const layers = new Layers(layeringOf(root, options.layers));
  const box = viewBoxOf(root) ?? DEFAULT_SIZE;
  const size = {
    width: parseLength(root.attributes["width"], box.width) ?? box.width,
    height: parseLength(root.attributes["height"], box.height) ?? box.height,
  };
  const visitor = new Visitor({
    layers,
    sheet,
    warn,
    byId: elementsById(root),
    drawsFills: options.fills,
  });
  const map = compose(scaling(PIXEL, PIXEL), viewportMap(root, 0, 0, size));
  visitor.visitRoot(root, map, viewBoxOf(root) ?? size);
  return { layers: layers.list(), warnings: warnings.list() };
}

function* styleTexts(root: Element): Generator<string> {
  const waiting = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (element.name === "style")
      yield element.children.filter((c) => typeof c === "string").join("");
    for (const child of element.children) if (typeof child !== "string") waiting.push(child);
  }
}

/** Programs that know layers mark them; in other files colours stand for pens. */
function layeringOf(root: Element, wanted: Layering): Exclude<Layering, "auto"> {
  if (wanted !== "auto") return wanted;
  const hasLayers = root.children.some((child) => typeof child !== "string" && isLayer(child));
  return hasLayers ? "group" : "colour";
}
