import { Matrix, solve } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { makeRandom } from "../../../sim/random.ts";
import type { Place } from "../../../viewer/plotter/calibrate/homography.ts";
import {
  apply,
  homographyOf,
  inverse,
  similarityOf,
} from "../../../viewer/plotter/calibrate/homography.ts";

/** Corners of a sheet [mm], and of a picture of it that somebody took standing behind the machine [px]. */
const sheet: readonly Place[] = [
  [-80, 35],
  [58, 35],
  [58, 133],
  [-80, 133],
];
const picture: readonly Place[] = [
  [310, 2410],
  [3120, 2520],
  [2790, 690],
  [560, 640],
];

/** By the direct linear transform with its last number 1: two equations for each point (Hartley & Zisserman 2004, 4.1). */
function byLinearEquations(from: readonly Place[], to: readonly Place[]): number[] {
  const rows = from.flatMap(([u, v], i) => {
    const [x, y] = to[i];
    return [
      [u, v, 1, 0, 0, 0, -x * u, -x * v],
      [0, 0, 0, u, v, 1, -y * u, -y * v],
    ];
  });
  return [...solve(new Matrix(rows), new Matrix(to.flat().map((value) => [value]))).to1DArray(), 1];
}

const some = makeRandom(4);
const places = Array.from(
  { length: 20 },
  (): Place => [4000 * some.uniform(), 3000 * some.uniform()],
);

describe("a homography", () => {
  const H = homographyOf(picture, sheet);
  if (!H) throw new Error("none");

  test("is that of an independent solution", () => {
    const other = byLinearEquations(picture, sheet);
    for (const [u, v] of places)
      expect(apply(H, u, v)).toBeNear(apply(other, u, v), { atol: 1e-6 });
  });

  test("takes corners to corners, and its inverse takes them back", () => {
    for (const [i, [u, v]] of picture.entries()) {
      expect(apply(H, u, v)).toBeNear([...sheet[i]], { atol: 1e-9 });
    }
    for (const [u, v] of places) {
      expect(apply(inverse(H), ...apply(H, u, v))).toBeNear([u, v], { atol: 1e-6 });
    }
  });

  test("keeps lines straight, and cross-ratios", () => {
    const line = [0, 1, 2, 4].map((t) => apply(H, 500 + 400 * t, 900 + 250 * t));
    const [a, b, c, d] = line.map(([x, y]) => Math.hypot(x - line[0][0], y - line[0][1]));
    const area =
      (line[1][0] - line[0][0]) * (line[3][1] - line[0][1]) -
      (line[1][1] - line[0][1]) * (line[3][0] - line[0][0]);
    expect(Math.abs(area / d ** 2)).toBeLessThan(1e-12);
    // (AC · BD) / (BC · AD) of points at 0, 1, 2 and 4.
    expect(((c - a) * (d - b)) / ((c - b) * (d - a))).toBeCloseTo((2 * 3) / (1 * 4), 9);
  });

  test("of a scan that looks straight down is a similarity", () => {
    const [scale, x, y] = [0.084, -80, 133];
    const flat = sheet.map(([sx, sy]): Place => [(sx - x) / scale, (y - sy) / scale]);
    const whole = homographyOf(flat, sheet);
    const two = similarityOf(flat.slice(0, 2), sheet.slice(0, 2));
    for (const [u, v] of places) {
      expect(apply(two ?? [], u, v)).toBeNear([x + scale * u, y - scale * v], { atol: 1e-9 });
      expect(apply(whole ?? [], u, v)).toBeNear(apply(two ?? [], u, v), { atol: 1e-9 });
    }
  });

  test("there is none where three points are in a line, or the order is another", () => {
    const [p1, p2, p3, p4] = picture;
    expect(homographyOf([p1, p2, [1715, 2465], p4], sheet)).toBeUndefined();
    expect(homographyOf([p2, p1, p3, p4], sheet)).toBeUndefined();
    expect(homographyOf([p4, p3, p2, p1], sheet)).toBeUndefined(); // a mirror image
    expect(homographyOf([p3, p4, p1, p2], sheet)).toBeDefined(); // a camera held upside down
  });
});

describe("a similarity", () => {
  test("turns the plane over and keeps angles and ratios of lengths", () => {
    const H =
      similarityOf(
        [
          [200, 1500],
          [1900, 1320],
        ],
        [
          [-80, 35],
          [58, 35],
        ],
      ) ?? [];
    const [a, b, c] = [
      [300, 300],
      [900, 500],
      [650, 1200],
    ].map(([u, v]) => apply(H, u, v));
    const length = (p: Place, q: Place): number => Math.hypot(p[0] - q[0], p[1] - q[1]);
    expect(length(a, b) / length(b, c)).toBeCloseTo(Math.hypot(600, 200) / Math.hypot(250, 700), 9);
    const turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    expect(Math.sign(turn)).toBe(-Math.sign(600 * 900 - 200 * 350));
    expect(length(apply(H, 200, 1500), [-80, 35])).toBeLessThan(1e-9);
    expect(length(apply(H, 1900, 1320), [58, 35])).toBeLessThan(1e-9);
  });

  test("there is none of two points in one place", () => {
    expect(
      similarityOf(
        [
          [1, 1],
          [1, 1],
        ],
        [
          [0, 0],
          [5, 0],
        ],
      ),
    ).toBeUndefined();
  });
});
