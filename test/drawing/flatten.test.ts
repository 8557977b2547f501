import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import type { Affine } from "../../bridge/drawing/affine.ts";
import { Count } from "../../bridge/drawing/bounds.ts";
import { flatten } from "../../bridge/drawing/flatten.ts";
import { Outline, Tracer } from "../../bridge/drawing/outline.ts";

const number = fc.double({ min: -10, max: 10, noNaN: true });
const tolerance = fc.constantFrom(0.5, 0.05, 0.005);
const points = (): Count => new Count(1e6, "points");
const runs = { seed: 1, numRuns: 100 };

/** How far a curve is from a line, at worst, looking at many of its points. */
function worst(line: Float64Array, curve: (t: number) => readonly [number, number]): number {
  let far = 0;
  for (let k = 0; k <= 500; k++) {
    const [x, y] = curve(k / 500);
    let near = Infinity;
    for (let i = 2; i < line.length; i += 2) {
      const [ax, ay, bx, by] = line.slice(i - 2, i + 2);
      const long = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long));
      near = Math.min(near, Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y));
    }
    far = Math.max(far, near);
  }
  return far;
}

test.prop([fc.array(number, { minLength: 8, maxLength: 8 }), tolerance], runs)(
  "a cubic curve is off by no more than the tolerance",
  ([x0, y0, x1, y1, x2, y2, x3, y3], allowed) => {
    const outline = new Outline();
    const tracer = new Tracer(outline, [1, 0, 0, 1, 0, 0]);
    tracer.moveTo(x0, y0);
    tracer.cubicTo(x1, y1, x2, y2, x3, y3);
    const [line] = flatten(outline, [2, 0, 0, 2, 0, 0], allowed, points());
    // De Casteljau's construction, not the polynomial that is under test.
    const mix = (a: readonly [number, number], b: readonly [number, number], t: number) =>
      [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])] as const;
    const at = (t: number): readonly [number, number] => {
      const [a, b, c] = [
        mix([2 * x0, 2 * y0], [2 * x1, 2 * y1], t),
        mix([2 * x1, 2 * y1], [2 * x2, 2 * y2], t),
        mix([2 * x2, 2 * y2], [2 * x3, 2 * y3], t),
      ];
      return mix(mix(a, b, t), mix(b, c, t), t);
    };
    expect(worst(line, at)).toBeLessThanOrEqual(allowed + 1e-9);
  },
);

test.prop([number, number, number, number, number, number, tolerance], runs)(
  "an ellipse under any map is off by no more than the tolerance",
  (a, b, c, d, from, turn, allowed) => {
    const map: Affine = [a, b, c, d, 1, 2];
    const outline = new Outline();
    const tracer = new Tracer(outline, map);
    const end = [Math.cos(from + turn), Math.sin(from + turn)] as const;
    tracer.moveTo(Math.cos(from), Math.sin(from));
    tracer.arcTo([0, 0], [1, 0], [0, 1], [from, from + turn], end);
    const [line] = flatten(outline, [1, 0, 0, 1, 0, 0], allowed, points());
    const at = (t: number): readonly [number, number] => {
      const [x, y] = [Math.cos(from + t * turn), Math.sin(from + t * turn)];
      return [a * x + c * y + 1, b * x + d * y + 2];
    };
    expect(worst(line, at)).toBeLessThanOrEqual(allowed + 1e-9);
  },
);

test("a path that goes on after it was closed begins where it began", () => {
  const outline = new Outline();
  const tracer = new Tracer(outline, [1, 0, 0, 1, 0, 0]);
  tracer.moveTo(1, 1);
  tracer.lineTo(5, 1);
  tracer.close();
  tracer.close();
  tracer.lineTo(1, 9);
  const strokes = flatten(outline, [1, 0, 0, 1, 0, 0], 0.1, points());
  expect(strokes.map((one) => [...one])).toEqual([
    [1, 1, 5, 1, 1, 1],
    [1, 1, 1, 9],
  ]);
});

test("a path that is closed where it began is a dot; a move alone is nothing", () => {
  const outline = new Outline();
  const tracer = new Tracer(outline, [1, 0, 0, 1, 0, 0]);
  tracer.moveTo(1, 1);
  tracer.close();
  tracer.moveTo(2, 2);
  tracer.moveTo(3, 3);
  const strokes = flatten(outline, [1, 0, 0, 1, 0, 0], 0.1, points());
  expect(strokes.map((one) => [...one])).toEqual([[1, 1, 1, 1]]);
});
