/**
 * Lengths as SVG writes them, in user units (CSS pixels, 96 to an inch).
 */
const INCH = 96;

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  in: INCH,
  cm: INCH / 2.54,
  mm: INCH / 25.4,
  q: INCH / 101.6,
  pt: INCH / 72,
  pc: INCH / 6,
};

/** A user unit on paper [m]. */
export const PIXEL = 0.0254 / INCH;

/** What relative lengths are relative to [user units]. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

const pattern = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*([a-z]*|%)\s*$/i;

/** The length that a text names; undefined where it names none. `whole` is what 100 % is. */
export function parseLength(
  text: string | undefined,
  whole: number,
  fontSize = 16,
): number | undefined {
  const [, digits, suffix = ""] = text?.match(pattern) ?? [];
  if (digits === undefined) return undefined;
  const unit = suffix.toLowerCase();
  const value = Number(digits);
  if (unit === "%") return (value * whole) / 100;
  if (unit === "em" || unit === "rem") return value * fontSize;
  if (unit === "ex" || unit === "ch") return (value * fontSize) / 2;
  const factor = UNITS[unit];
  return factor === undefined ? undefined : value * factor;
}

/** What 100 % is for a length that is neither width nor height, such as a radius. */
export const diagonalOf = ({ width, height }: Frame): number =>
  Math.hypot(width, height) / Math.SQRT2;

const listed = /[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/iy;

/** The numbers in a list such as `points`, one by one; at last NaN, where something else is in it. */
export function* eachNumber(text: string): Generator<number, void, void> {
  let end = 0;
  listed.lastIndex = 0;
  for (let found = listed.exec(text); found; found = listed.exec(text)) {
    end = listed.lastIndex;
    yield Number(found[1]);
    listed.lastIndex = end;
  }
  if (!/^[\s,]*$/.test(text.slice(end))) yield Number.NaN;
}

/** All numbers in a short list such as `viewBox`; undefined where something else is in it. */
export function parseNumbers(text: string): number[] | undefined {
  const numbers = [...eachNumber(text)];
  return numbers.some(Number.isNaN) ? undefined : numbers;
}
