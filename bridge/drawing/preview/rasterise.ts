/**
 * An SVG as a PNG, by resvg: a binary that comes ready-made, and that is optional.
 */
import { DrawingError } from "../drawing-error.ts";

/** Of the picture [pixels]. */
const WIDTH = 1600;

export async function rasterise(svg: string): Promise<Uint8Array> {
  const { Resvg } = await loadResvg();
  const picture = new Resvg(svg, {
    fitTo: { mode: "width", value: WIDTH },
    font: { loadSystemFonts: false },
  });
  return picture.render().asPng();
}

async function loadResvg(): Promise<typeof import("@resvg/resvg-js")> {
  try {
    return await import("@resvg/resvg-js");
  } catch (cause) {
    throw new DrawingError(
      "a PNG needs the optional package @resvg/resvg-js, which is not here; npm install it, or ask for an .svg",
      { cause },
    );
  }
}
