/**
 * The one colour that a gradient is drawn in: that with which it begins. A pattern is drawn in black.
 */
import { color as parseColour } from "d3-color";
import type { Element } from "./element.ts";
import { referenceOf } from "./element.ts";
import type { StyleSheet } from "./style-sheet.ts";

/** Gradients that take their stops from one another. */
const LINKS_MAX = 8;

/** The colour for a paint such as `url(#gradient)`; any other is given back as it is. */
export function penColour(
  paint: string,
  byId: ReadonlyMap<string, Element>,
  sheet: StyleSheet,
): string {
  const id = paint.match(/^url\(\s*["']?#([^"')]+)/)?.[1];
  if (id === undefined) return paint;
  let server = byId.get(id);
  for (let link = 0; server && link < LINKS_MAX; link++) {
    for (const child of server.children) {
      if (typeof child !== "string" && child.name === "stop") return colourOf(child, sheet);
    }
    server = byId.get(referenceOf(server) ?? "");
  }
  return BLACK;
}

const BLACK = "#000000";

function colourOf(stop: Element, sheet: StyleSheet): string {
  const ruled = sheet.of(stop).findLast((declarations) => declarations["stop-color"] !== undefined);
  const named = ruled?.["stop-color"] ?? stop.attributes["stop-color"] ?? "";
  return parseColour(named)?.formatHex() ?? BLACK;
}
