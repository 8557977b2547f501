/**
 * A file as a drawing, whatever kind it is: SVG (compressed or not), polylines in JSON, or plain text.
 */
import { gunzipSync } from "node:zlib";
import { BYTES_MAX } from "./bounds.ts";
import type { Drawing } from "./drawing.ts";
import { DrawingError } from "./drawing-error.ts";
import { readPolylines } from "./read-polylines.ts";
import { readText } from "./read-text.ts";
import type { SvgOptions } from "./svg/read-svg.ts";
import { readSvg } from "./svg/read-svg.ts";
import type { FontName } from "./text/stroke-font.ts";

export interface ReadOptions extends SvgOptions {
  readonly font: FontName;
}

/** Reads the bytes of the file `name`; throws a DrawingError that says what is wrong with them. */
export function readDrawing(bytes: Uint8Array, name: string, options: ReadOptions): Drawing {
  const text = decode(inflate(bytes));
  if (/^\s*[[{]/.test(text)) return readPolylines(text);
  if (/<(?:[\w-]+:)?svg[\s>]/.test(text.slice(0, 1_000_000))) return readSvg(text, options);
  if (/\.txt$/i.test(name)) return readText(text, options.font);
  throw new DrawingError(
    bytes.length === 0
      ? "the file is empty"
      : "expected an SVG, polylines in JSON, or a .txt file with plain text; this is none of them",
  );
}

const tooLarge = (): DrawingError =>
  new DrawingError(
    `larger than ${BYTES_MAX / 2 ** 20} MiB: too much for a pen; simplify the drawing or split it`,
  );

function inflate(bytes: Uint8Array): Uint8Array {
  if (bytes.length > BYTES_MAX) throw tooLarge();
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: BYTES_MAX });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new DrawingError("compressed, but damaged", { cause });
  }
}

/** Text in the encoding that a byte order mark or the XML declaration names; else UTF-8. */
function decode(bytes: Uint8Array): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const declared = start.match(/^<\?xml[^>]*encoding=["']([\w-]+)["']/)?.[1];
  const marked = start.startsWith("\xff\xfe") ? "utf-16le" : undefined;
  const label = marked ?? (start.startsWith("\xfe\xff") ? "utf-16be" : declared) ?? "utf-8";
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (cause) {
    throw new DrawingError(`its encoding ${JSON.stringify(label)} is not known`, { cause });
  }
}
