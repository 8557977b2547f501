/** An element of an SVG file. Names have lost the prefix that stands for SVG's own namespace. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** The address that a `href`, new style or old, refers to within the file: `#id`, without the #. */
export function referenceOf({ attributes }: Element): string | undefined {
  const href = (attributes["href"] ?? attributes["xlink:href"] ?? "").trim();
  return href.startsWith("#") ? href.slice(1) : undefined;
}

/** Whether Inkscape, or a program that follows it, calls this group a layer. */
export const isLayer = ({ attributes }: Element): boolean =>
  attributes["inkscape:groupmode"] === "layer";

/** All elements with an id; of several with the same one, the first. */
export function elementsById(root: Element): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  const waiting = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const id = element.attributes["id"];
    if (id !== undefined && !found.has(id)) found.set(id, element);
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i];
      if (child !== undefined && typeof child !== "string") waiting.push(child);
    }
  }
  return found;
}
