/**
 * The `transform` attribute: a list of named maps, the last of which is applied first.
 *
 * Own code, since the parsers that were tried refuse what real programs write, such as two maps with
 * nothing between them.
 */
import type { Affine } from "../affine.ts";
import { compose, IDENTITY, rotation, scaling, translation } from "../affine.ts";
import { parseNumbers } from "./lengths.ts";

const item = /\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)/y;

/** The map that a text names; undefined where it is none. */
export function parseTransform(text: string | undefined): Affine | undefined {
  if (text === undefined || text.trim() === "none") return IDENTITY;
  let map = IDENTITY;
  let end = 0;
  item.lastIndex = 0;
  for (let found = item.exec(text); found; found = item.exec(text)) {
    const [, name, list = ""] = found;
    // CSS writes units, which are the default ones here.
    const numbers = parseNumbers(list.replace(/(?<=[\d.])\s*(?:deg|px)\b/g, ""));
    const one = numbers && single(name ?? "", numbers);
    if (!one?.every(Number.isFinite)) return undefined;
    map = compose(map, one);
    end = item.lastIndex;
  }
  return text.slice(end).trim() === "" ? map : undefined;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function single(name: string, numbers: readonly number[]): Affine | undefined {
  const [a, b, c, d, e, f] = numbers;
  if (a === undefined) return undefined;
  switch (name) {
    case "translate":
      return translation(a, b ?? 0);
    case "scale":
      return scaling(a, b ?? a);
    case "rotate": {
      if (b === undefined || c === undefined) return rotation(radians(a));
      return compose(translation(b, c), compose(rotation(radians(a)), translation(-b, -c)));
    }
    case "skewX":
      return [1, 0, Math.tan(radians(a)), 1, 0, 0];
    case "skewY":
      return [1, Math.tan(radians(a)), 0, 1, 0, 0];
    default: {
      const complete =
        b !== undefined && c !== undefined && d !== undefined && e !== undefined && f !== undefined;
      return complete ? [a, b, c, d, e, f] : undefined;
    }
  }
}
