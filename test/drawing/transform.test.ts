import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Affine } from "../../bridge/drawing/affine.ts";
import { compose, IDENTITY, rotation, scaling, translation } from "../../bridge/drawing/affine.ts";
import { parseTransform } from "../../bridge/drawing/svg/transform-attribute.ts";

const number = fc.double({ min: -9, max: 9, noNaN: true });
const runs = { seed: 1, numRuns: 200 };
type Point = readonly [number, number];

const apply = ([a, b, c, d, e, f]: Affine, [x, y]: Point): Point => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** Each kind of map as text, and what it does to a point, by the book. */
const step = fc.tuple(
  fc.constantFrom("matrix", "translate", "scale", "rotate", "rotateAbout", "skewX", "skewY"),
  fc.tuple(number, number, number, number, number, number),
);
type Step = readonly [string, readonly [number, number, number, number, number, number]];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function textOf([kind, n]: Step): string {
  if (kind === "matrix") return `matrix(${n.join(" ")})`;
  if (kind === "rotate") return `rotate(${n[0]})`;
  if (kind === "rotateAbout") return `rotate(${n.slice(0, 3).join(",")})`;
  if (kind.startsWith("skew")) return `${kind}( ${n[0]} )`;
  return `${kind}(${n[0]}, ${n[1]})`;
}

function moved([kind, n]: Step, [x, y]: Point): Point {
  const [cos, sin] = [Math.cos(radians(n[0])), Math.sin(radians(n[0]))];
  switch (kind) {
    case "matrix":
      return [n[0] * x + n[2] * y + n[4], n[1] * x + n[3] * y + n[5]];
    case "translate":
      return [x + n[0], y + n[1]];
    case "scale":
      return [x * n[0], y * n[1]];
    case "rotate":
      return [x * cos - y * sin, x * sin + y * cos];
    case "rotateAbout": {
      const [dx, dy] = [x - n[1], y - n[2]];
      return [n[1] + dx * cos - dy * sin, n[2] + dx * sin + dy * cos];
    }
    case "skewX":
      return [x + y * Math.tan(radians(n[0])), y];
    default:
      return [x, y + x * Math.tan(radians(n[0]))];
  }
}

test.prop(
  [fc.array(step, { minLength: 1, maxLength: 5 }), fc.constantFrom("", " ", ", "), number, number],
  runs,
)("a list of transforms moves a point by each, the last one first", (steps, between, x, y) => {
  const map = parseTransform(steps.map(textOf).join(between));
  const expected = steps.reduceRight<Point>((point, one) => moved(one, point), [x, y]);
  expect(map && apply(map, [x, y])).toBeNear(expected, { atol: 1e-6, rtol: 1e-9 });
});

test.prop([fc.tuple(number, number, number, number, number, number), number, number], runs)(
  "composed maps do one after the other",
  (outer, x, y) => {
    const inner = compose(translation(x, y), compose(rotation(y), scaling(x, 2)));
    const point = [y, x] as const;
    const both = apply(compose(outer, inner), point);
    expect(both).toBeNear(apply(outer, apply(inner, point)), { atol: 1e-9 });
  },
);

describe.for(["", "  ", "none"])("%j", (text) => {
  test("moves nothing", () => {
    expect(parseTransform(text)).toEqual(IDENTITY);
  });
});

describe.for([
  "rotate",
  "rotate()",
  "rotate(a)",
  "scale(1e999)",
  "matrix(1 2 3)",
  "turn(5)",
  "scale(2) x",
  "scale((2))",
  "translate(NaN)",
])("%j", (text) => {
  test("is no transform", () => {
    expect(parseTransform(text)).toBeUndefined();
  });
});

test("units as CSS writes them are read", () => {
  expect(parseTransform("translate(5px, -3px) rotate(90deg)")).toBeNear(
    compose(translation(5, -3), rotation(Math.PI / 2)),
    { atol: 1e-12 },
  );
});
