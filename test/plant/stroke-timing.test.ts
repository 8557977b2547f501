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

describe("a stroke's speed", () => {
  test("falls in a corner to far less than on the sides", () => {
    const corner = [0.1, 0];
    const path = timed([
      [0, 0],
      [0.1, 0],
      [0.1, 0.1],
    ]);
    const v = speeds(path);
    const near = path.findIndex((p) => between(p, corner) < 0.005);
    expect(Math.min(...v.slice(near - 5, near + 15))).toBeLessThan(0.4 * Math.max(...v));
  });

  test("in a circle is what its radius allows: v² ≤ a r", () => {
    const radius = 0.03;
    const allowed = Math.sqrt(DRAWING_TIMING.acceleration * radius);
    const fastest = Math.max(...speeds(timed(circle(radius))));
    expect(fastest).toBeLessThan(1.05 * allowed);
    expect(fastest).toBeGreaterThan(0.85 * allowed);
  });

  test("nearly stops where the line turns back", () => {
    const path = timed(drawings["there and back"]);
    const tip = path.findIndex((p) => p[0] > 0.097);
    expect(Math.min(...speeds(path).slice(tip))).toBeLessThan(0.02);
  });

  test("on a straight line is that of the quickest way within both bounds, to a tenth", () => {
    const { speed, acceleration } = DRAWING_TIMING;
    const quickest = 0.2 / speed + speed / acceleration;
    const took = (timed(drawings["straight line"]).length - 1) * STROKE_PERIOD;
    expect(took).toBeGreaterThanOrEqual(quickest - STROKE_PERIOD);
    expect(took).toBeLessThan(1.1 * quickest);
  });

  test("is what the caller asks for", () => {
    const line = drawings["straight line"];
    const slow = timeStroke(line, { speed: 0.05, acceleration: 1.2 });
    expect(slow.length / 2).toBeGreaterThan(0.2 / 0.05 / STROKE_PERIOD);
  });

  // Speeds are interpolated where their squares should be, which doubles the acceleration next to rest.
  test("changes no faster than it may, to 15 %", () => {
    for (const points of Object.values(drawings)) {
      const v = speeds(timed(points));
      for (let i = 1; i < v.length; i++) {
        const along = Math.abs(v[i] - v[i - 1]) / STROKE_PERIOD;
        expect(along).toBeLessThan(1.15 * DRAWING_TIMING.acceleration);
      }
    }
  });
});

describe("a line that makes no stroke is answered with a sentence", () => {
  test.each([
    ["no point", []],
    ["one point", [[0, 0]]],
    [
      "a point many times over",
      [
        [0.1, 0.1],
        [0.1, 0.1],
        [0.1, 0.1],
      ],
    ],
    [
      "a millimetre",
      [
        [0, 0],
        [0.001, 0],
      ],
    ],
  ] as [string, Points][])("%s", (_, points) => {
    expect(timeStroke(points)).toBe("a stroke must be at least 3 mm long");
  });

  // Three points of the resampled line are asked for, and 1.3 mm have them.
  test("two millimetres, for that is less than the sentence asks for", () => {
    expect(
      timeStroke([
        [0, 0],
        [0.002, 0],
      ]),
    ).toBe("a stroke must be at least 3 mm long");
  });

  test("a quarter of an hour of scribbling", () => {
    const scribble = Array.from({ length: 2000 }, (_, i) => [0.1 * (i % 2), 0] as const);
    expect(timeStroke(scribble)).toBe(
      "a stroke may take 60 s to draw (15 m at most, less in bends); this one takes longer",
    );
  });
});
