import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { mergeStrokes } from "../../bridge/drawing/arrange/merge.ts";
import { orderStrokes } from "../../bridge/drawing/arrange/order.ts";
import { simplifyStroke } from "../../bridge/drawing/arrange/simplify-stroke.ts";
import type { Stroke } from "../../plant/plotter/stroke.ts";
import { lengthOf, reversed } from "../../plant/plotter/stroke.ts";

const runs = { seed: 1, numRuns: 150 };
const grid = fc.integer({ min: 0, max: 12 });

/** Strokes between the points of a coarse grid, so that many meet. */
const stroke = fc
  .array(fc.tuple(grid, grid), { minLength: 2, maxLength: 5 })
  .map((points) => Float64Array.from(points.flat()));
const strokes = fc.array(stroke, { maxLength: 40 });

const total = (all: readonly Stroke[]): number => all.reduce((sum, one) => sum + lengthOf(one), 0);

/** All the line segments of some strokes, whichever way they are drawn, sorted. */
const segments = (all: readonly Stroke[]): string[] =>
  all
    .flatMap((one) => {
      const found: string[] = [];
      for (let i = 2; i < one.length; i += 2) {
        const ends = [`${one[i - 2]},${one[i - 1]}`, `${one[i]},${one[i + 1]}`];
        found.push(ends.sort().join(" "));
      }
      return found;
    })
    .sort();

/** The way through the air from `from` through all strokes, and back. */
function air(all: readonly Stroke[], from: readonly [number, number]): number {
  let [x, y] = from;
  let sum = 0;
  for (const one of all) {
    sum += Math.hypot(one[0] - x, one[1] - y);
    [x, y] = [one[one.length - 2], one[one.length - 1]];
  }
  return sum + Math.hypot(from[0] - x, from[1] - y);
}

describe("merging", () => {
  test.prop([strokes], runs)("keeps every segment, and adds none", (all) => {
    expect(segments(mergeStrokes(all, 1e-9))).toEqual(segments(all));
  });

  test.prop([strokes], runs)("leaves no two strokes that could be one", (all) => {
    const merged = mergeStrokes(all, 1e-9);
    const isOpen = (one: Stroke): boolean =>
      Math.hypot(one[0] - one[one.length - 2], one[1] - one[one.length - 1]) > 1e-9;
    const ends = merged
      .filter(isOpen)
      .flatMap((one) => [`${one[0]},${one[1]}`, `${one[one.length - 2]},${one[one.length - 1]}`]);
    expect(new Set(ends).size).toBe(ends.length);
  });

  test("goes on as straight as it can where strokes cross", () => {
    const cross = [
      [0, 0, 1, 0],
      [1, 0, 1, 1],
      [1, 0, 2, 0],
      [1, 0, 1, -1],
    ].map((points) => Float64Array.from(points));
    const merged = mergeStrokes(cross, 1e-9).map((one) => one.join(" "));
    expect(merged).toEqual(["0 0 1 0 2 0", "1 -1 1 0 1 1"]);
  });

  test("bridges a gap as wide as it may, and no wider", () => {
    const two = [Float64Array.of(0, 0, 1, 0), Float64Array.of(1.05, 0, 2, 0)];
    expect(mergeStrokes(two, 0.1)).toHaveLength(1);
    expect(mergeStrokes(two, 0.01)).toHaveLength(2);
  });
});

describe("ordering", () => {
  test.prop([strokes], runs)("draws each stroke once, from one end or the other", (all) => {
    const ordered = orderStrokes(all, [0, 0]);
    const name = (one: Stroke): string => [one.join(" "), reversed(one).join(" ")].sort()[0];
    expect(ordered.map(name).sort()).toEqual(all.map(name).sort());
    expect(total(ordered)).toBeCloseTo(total(all), 9);
  });

  test.prop([fc.array(stroke, { minLength: 1, maxLength: 7 })], { seed: 1, numRuns: 60 })(
    "is at most half again as far as the best order, for few strokes",
    (all) => {
      const best = (left: readonly Stroke[], x: number, y: number): number => {
        if (left.length === 0) return Math.hypot(x, y);
        return Math.min(
          ...left.flatMap((one, i) => {
            const others = left.filter((_, k) => k !== i);
            return [one, reversed(one)].map(
              (way) =>
                Math.hypot(way[0] - x, way[1] - y) +
                best(others, way[way.length - 2], way[way.length - 1]),
            );
          }),
        );
      };
      const few = all.slice(0, 5);
      expect(air(orderStrokes(few, [0, 0]), [0, 0])).toBeLessThanOrEqual(
        1.5 * best(few, 0, 0) + 1e-9,
      );
    },
  );

  test.prop([strokes], runs)("is not farther than the order given", (all) => {
    const ordered = air(orderStrokes(all, [0, 0]), [0, 0]);
    expect(ordered).toBeLessThanOrEqual(air(all, [0, 0]) + 1e-9);
  });

  test("finds the way along a row of strokes that were shuffled and turned", () => {
    const row = Array.from({ length: 500 }, (_, i) => {
      const k = (i * 137) % 500;
      const one = Float64Array.of(k, 0, k + 0.4, 0);
      return k % 3 === 0 ? reversed(one) : one;
    });
    // Out through all of them, and home.
    expect(air(orderStrokes(row, [0, 0]), [0, 0])).toBeLessThan(499 * 0.6 + 499.4 + 1);
  });

  test("gives the same order again", () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      Float64Array.of((i * 7919) % 101, (i * 104729) % 103, (i * 31) % 97, (i * 17) % 89),
    );
    expect(orderStrokes(many, [0, 0])).toEqual(orderStrokes(many, [0, 0]));
  });
});

describe("simplifying", () => {
  const wiggle = fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 300 })
    .map((ys) => Float64Array.from(ys.flatMap((y, i) => [0.1 * i, y])));

  test.prop([wiggle, fc.double({ min: 0.001, max: 0.5, noNaN: true })], runs)(
    "keeps the ends, and passes within the tolerance of every point",
    (line, tolerance) => {
      const simple = simplifyStroke(line, tolerance);
      expect([...simple.slice(0, 2)]).toEqual([...line.slice(0, 2)]);
      expect([...simple.slice(-2)]).toEqual([...line.slice(-2)]);
      for (let i = 0; i < line.length; i += 2) {
        expect(distanceTo(simple, line[i], line[i + 1])).toBeLessThanOrEqual(tolerance + 1e-12);
      }
    },
  );

  test("works through very long lines in stretches", () => {
    const spiral = Float64Array.from({ length: 200_000 }, (_, i) => {
      const t = (i >> 1) / 1000;
      return t * (i % 2 === 0 ? Math.cos(t) : Math.sin(t));
    });
    const simple = simplifyStroke(spiral, 0.05);
    expect(simple.length).toBeLessThan(20_000);
    expect(lengthOf(simple)).toBeCloseTo(lengthOf(spiral), -1);
  });

  test("leaves a dot a dot", () => {
    expect([...simplifyStroke(Float64Array.of(1, 2, 1, 2, 1, 2), 0.1)]).toEqual([1, 2, 1, 2]);
  });
});

function distanceTo(line: Stroke, x: number, y: number): number {
  let nearest = Infinity;
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = line.slice(i - 2, i + 2);
    const long = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = long === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long;
    const t = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y));
  }
  return nearest;
}
