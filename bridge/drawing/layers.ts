/**
 * Sorts what is drawn into layers, in the order in which they first appear.
 */
import { LAYERS_MAX } from "./bounds.ts";
import type { Layer } from "./drawing.ts";
import { Outline } from "./outline.ts";

/** By the groups of the file, by the colour of the line, or everything in one. */
export const layerings = ["auto", "group", "colour", "one"] as const;
export type Layering = (typeof layerings)[number];

export class Layers {
  readonly #by: Exclude<Layering, "auto">;
  readonly #layers = new Map<string, Layer>();

  constructor(by: Exclude<Layering, "auto">) {
    this.#by = by;
  }

  /** Where a shape of this group and colour is to be written. */
  outlineFor(group: string, colour: string): Outline {
    const wanted = this.#by === "group" ? group : this.#by === "colour" ? colour : "all";
    // Beyond so many, what is left shares a pen.
    const name = this.#layers.has(wanted) || this.#layers.size < LAYERS_MAX ? wanted : "others";
    const known = this.#layers.get(name);
    if (known) return known.outline;
    const outline = new Outline();
    const layer = this.#by === "colour" ? { name, colour, outline } : { name, outline };
    this.#layers.set(name, layer);
    return outline;
  }

  list(): Layer[] {
    return [...this.#layers.values()].filter((layer) => !layer.outline.isEmpty);
  }
}
