/**
 * XML to a tree of elements, by saxes: strict, so that mistakes come with their line.
 *
 * What no drawing needs is left out while reading: comments, metadata, elements of editors, and text
 * outside of text. So the tree of a large file stays smaller than the file.
 */
import { SaxesParser } from "saxes";
import { Count, DEPTH_MAX, ELEMENTS_MAX, TEXT_CHARACTERS_MAX } from "../bounds.ts";
import { DrawingError } from "../drawing-error.ts";
import type { Element } from "./element.ts";
import { readEntities } from "./entities.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Elements whose text matters. */
const SPEAKING = new Set(["text", "tspan", "style", "a", "textPath"]);
/** Elements that nothing is drawn from, nor referred to. */
const SILENT = new Set(["metadata", "title", "desc", "script", "foreignObject", "animate", "set"]);

/** How much is handed to the parser at once [characters]. */
const CHUNK = 65_536;

export function parseXml(text: string): Element {
  const builder = new TreeBuilder();
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on("doctype", (doctype) => {
    const own = Object.getOwnPropertyDescriptors(readEntities(doctype));
    Object.defineProperties(parser.ENTITIES, own);
  });
  parser.on("error", (error) => {
    // A name from HTML, such as &nbsp;, stays as it is written.
    if (!error.message.includes("undefined entity")) {
      throw new DrawingError(
        `not well-formed XML, at line:column ${error.message.replace(/\.$/, "")}`,
      );
    }
  });
  parser.on("opentag", ({ name, attributes }) => builder.open(name, attributes));
  parser.on("closetag", () => builder.close());
  parser.on("text", (value) => builder.say(value));
  parser.on("cdata", (value) => builder.say(value));
  for (let i = 0; i < text.length; i += CHUNK) parser.write(text.slice(i, i + CHUNK));
  parser.close();
  return builder.root();
}

class TreeBuilder {
  readonly #elements = new Count(ELEMENTS_MAX, "elements");
  readonly #characters = new Count(TEXT_CHARACTERS_MAX, "characters of text");
  readonly #open: Element[] = [];
  #root: Element | undefined;
  /** The prefix of SVG's own elements, with its colon. */
  #prefix = "";
  /** How many elements are open within, and with, one that is left out. */
  #left = 0;

  open(qualified: string, attributes: Record<string, string>): void {
    this.#elements.add();
    if (this.#root === undefined) this.#prefix = prefixOf(qualified, attributes);
    const name = qualified.startsWith(this.#prefix)
      ? qualified.slice(this.#prefix.length)
      : qualified;
    if (this.#left > 0 || name.includes(":") || SILENT.has(name)) {
      this.#left++;
      return;
    }
    if (this.#open.length >= DEPTH_MAX) {
      throw new DrawingError(`elements are nested more than ${DEPTH_MAX} deep`);
    }
    const element: Element = { name, attributes, children: [] };
    this.#open.at(-1)?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  close(): void {
    if (this.#left > 0) this.#left--;
    else this.#open.pop();
  }

  say(text: string): void {
    const element = this.#open.at(-1);
    if (this.#left > 0 || !element || !SPEAKING.has(element.name)) return;
    this.#characters.add(text.length);
    element.children.push(text);
  }

  root(): Element {
    if (this.#root?.name !== "svg") {
      throw new DrawingError(
        `expected an <svg> element, found ${this.#root ? `<${this.#root.name}>` : "none"}`,
      );
    }
    return this.#root;
  }
}

function prefixOf(rootName: string, attributes: Record<string, string>): string {
  const colon = rootName.indexOf(":");
  const prefix = rootName.slice(0, colon + 1);
  return colon > 0 && attributes[`xmlns:${prefix.slice(0, -1)}`]?.trim() === SVG ? prefix : "";
}
