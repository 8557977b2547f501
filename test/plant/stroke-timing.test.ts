import { describe, expect, test } from "vitest";
import { DRAWING_TIMING, STROKE_PERIOD, timeStroke } from "../../plant/motion/stroke-timing.ts";
import { figures } from "../../sim/tasks/figures.ts";

type Points = readonly (readonly [number, number])[];

const circle = (radius: number): Points =>
  Array.from({ length: 201 }, (_, i) => {
    const a = (2 * Math.PI * i) / 200;
    return [radius * Math.cos(a), radius * Math.sin(a)] as const;
  });

const drawings: Record<string, Points> = {
  ...figures,
  "straight line": [
    [0, 0.3],
    [0.2, 0.3],
  ],
  "there and back": [
    [0, 0],
    [0.1, 0],
    [0, 0],
  ],
  "tight circle": circle(0.02),
  "line with doubled points": [
    [0, 0],
    [0, 0],
    [0.05, 0],
    [0.05, 0],
    [0.05, 0],
    [0.05, 0.05],
    [0.05, 0.05],
  ],
};

const timed = (points: Points): [number, number][] => {
  const path = timeStroke(points);
  if (typeof path === "string") throw new Error(path);
  return Array.from({ length: path.length / 2 }, (_, i) => [path[2 * i], path[2 * i + 1]]);
};
const between = ([ax, ay]: readonly number[], [bx, by]: readonly number[]) =>
  Math.hypot(bx - ax, by - ay);
const speeds = (path: Points) =>
  path.slice(1).map((point, i) => between(path[i], point) / STROKE_PERIOD);

/** Distance from a point to a line drawn through `points`. */
const off = (p: readonly [number, number], points: Points): number =>
  Math.min(
    ...points.slice(1).map((to, i) => {
      const from = points[i];
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const squared = dx * dx + dy * dy;
      const part = squared > 0 ? ((p[0] - from[0]) * dx + (p[1] - from[1]) * dy) / squared : 0;
      const t = Math.min(1, Math.max(0, part));
      return between(p, [from[0] + t * dx, from[1] + t * dy]);
    }),
  );

describe.each(Object.entries(drawings))("the stroke %s", (_, points) => {
  const path = timed(points);

  test("begins and ends where it was drawn", () => {
    expect(path[0]).toBeNear(points[0], { atol: 1e-12 });
    expect(path[path.length - 1]).toBeNear(points[points.length - 1], { atol: 3e-4 });
  });

  test("begins and ends at rest", () => {
    const v = speeds(path);
    const slow = 1.15 * DRAWING_TIMING.acceleration * STROKE_PERIOD;
    expect(v[0]).toBeLessThanOrEqual(slow);
    expect(v[v.length - 1]).toBeLessThanOrEqual(slow);
  });

  test("is nowhere faster than it may be", () => {
    expect(Math.max(...speeds(path))).toBeLessThanOrEqual(DRAWING_TIMING.speed * (1 + 1e-9));
  });

  test("is drawn within 3 mm of the line", () => {
    expect(Math.max(...path.map((p) => off(p, points)))).toBeLessThan(0.003);
  });
});
