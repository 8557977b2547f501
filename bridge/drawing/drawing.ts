/**
 * What has been read from a file, before anything is known about the machine: lengths in metres, x to the
 * right and y down, as on a screen.
 */
import type { Outline } from "./outline.ts";

export interface Layer {
  readonly name: string;
  /** As the file names it, where the layer is one of a colour. */
  readonly colour?: string;
  readonly outline: Outline;
}

export interface Drawing {
  /** In the order in which they are to be drawn. */
  readonly layers: readonly Layer[];
  /** What the file asks for and does not get, a sentence each. */
  readonly warnings: readonly string[];
}
