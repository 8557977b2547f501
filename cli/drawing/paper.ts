/**
 * `--paper`: a name or a size, and where it lies.
 */
import { InvalidArgumentError } from "commander";
import type { PaperSize } from "../../bridge/drawing/arrange/placing.ts";

/** Sheets by name, upright [mm]. */
const SHEETS: Readonly<Record<string, readonly [number, number]>> = {
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  a7: [74, 105],
  postcard: [102, 152],
  letter: [216, 279],
};

const pattern = /^(?:([a-z]\w*?)(-landscape)?|([\d.]+)x([\d.]+))(?:@(-?[\d.]+),(-?[\d.]+))?$/i;

/** `a6`, `a6-landscape`, `120x80`, each with `@x,y` for its near left corner [mm] if that is fixed. */
export function parsePaper(text: string): PaperSize {
  const [, name, landscape, across, along, x, y] = text.match(pattern) ?? [];
  const sheet = name === undefined ? undefined : SHEETS[name.toLowerCase()];
  const [width, height] = sheet ?? [Number(across), Number(along)];
  if (!(width > 0 && height > 0 && width < 2000 && height < 2000)) {
    throw new InvalidArgumentError(
      `Expected ${Object.keys(SHEETS).join(", ")}, each also with -landscape, or a size such as 120x80 (mm), and perhaps its near left corner as @-60,40; found ${JSON.stringify(text)}.`,
    );
  }
  const size = landscape
    ? { width: height / 1000, height: width / 1000 }
    : { width: width / 1000, height: height / 1000 };
  return x === undefined ? size : { ...size, corner: [Number(x) / 1000, Number(y) / 1000] };
}

/** `--rotate`: degrees, or auto. */
export function parseTurn(text: string): number | "auto" {
  if (text === "auto") return text;
  const degrees = text.trim() === "" ? Number.NaN : Number(text);
  if (Math.abs(degrees) <= 360) return (degrees * Math.PI) / 180;
  throw new InvalidArgumentError(
    `Expected degrees from -360 to 360, or auto; found ${JSON.stringify(text)}.`,
  );
}
