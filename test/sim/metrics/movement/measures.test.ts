import { describe, expect, test } from "vitest";
import {
  decomposition,
  interactionCompensation,
} from "../../../../sim/metrics/movement/coordination.ts";
import {
  directionError,
  endPointEllipse,
  overshoot,
  signedEndPointError,
} from "../../../../sim/metrics/movement/end-point.ts";
import { segment } from "../../../../sim/metrics/movement/speed.ts";
import { spiralMeasures } from "../../../../sim/metrics/movement/spiral.ts";
import {
  maximumDeviation,
  pathRatio,
  signedArea,
} from "../../../../sim/metrics/movement/straightness.ts";
import { intentionTremorRatio } from "../../../../sim/metrics/movement/tremor.ts";
import { makeRandom } from "../../../../sim/random.ts";

const path = (...points: [number, number][]): Float64Array => Float64Array.from(points.flat());
const turn = ([x, y]: readonly [number, number], by: number): [number, number] => [
  x * Math.cos(by) - y * Math.sin(by),
  x * Math.sin(by) + y * Math.cos(by),
];

describe.each([0, 1, 2.5, -2])("whatever the direction of a movement (%d rad)", (by) => {
  const start = turn([0, 0], by);
  const target = turn([0.1, 0], by);
  const at = (x: number, y: number): [number, number] => turn([x, y], by);

  test("its end is beyond the target or short of it", () => {
    expect(signedEndPointError(at(0.12, 0.03), start, target)).toBeCloseTo(0.02, 12);
    expect(signedEndPointError(at(0.07, -0.2), start, target)).toBeCloseTo(-0.03, 12);
  });

  test("it overshoots by a part of its distance, or not at all", () => {
    expect(overshoot(path(start, at(0.13, 0), at(0.1, 0)), start, target)).toBeCloseTo(0.3, 12);
    expect(overshoot(path(start, at(0.09, 0.2)), start, target)).toBe(0);
  });

  test("what is to its left is positive", () => {
    const left = path(start, at(0.05, 0.02), target);
    expect(maximumDeviation(left, start, target)).toBeCloseTo(0.02, 12);
    expect(signedArea(left, start, target)).toBeCloseTo(0.001, 12);
    const right = path(start, at(0.05, -0.02), target);
    expect(maximumDeviation(right, start, target)).toBeCloseTo(-0.02, 12);
    expect(directionError(left, 1, start, target)).toBeCloseTo(Math.atan(0.4), 12);
    expect(directionError(right, 1, start, target)).toBeCloseTo(-Math.atan(0.4), 12);
  });

  test("a detour is longer by its ratio", () => {
    expect(pathRatio(path(start, at(0.05, 0.05), target))).toBeCloseTo(Math.SQRT2, 12);
  });
});

test("an ellipse has the axes and the direction that points were drawn with", () => {
  const random = makeRandom(1);
  const ends = Array.from({ length: 20_000 }, () =>
    turn([0.01 * random.normal(), 0.004 * random.normal()], 0.6),
  );
  const { axes, direction, area, centre } = endPointEllipse(ends);
  const quantile = Math.sqrt(-2 * Math.log(0.05));
  expect(axes[0] / (0.01 * quantile)).toBeCloseTo(1, 1);
  expect(axes[1] / (0.004 * quantile)).toBeCloseTo(1, 1);
  expect(direction).toBeCloseTo(0.6, 1);
  expect(area).toBeCloseTo(Math.PI * axes[0] * axes[1], 12);
  expect(Math.hypot(...centre)).toBeLessThan(3e-4);
  const inside = ends.filter((end) => {
    const [u, v] = turn(end, -direction);
    return (u / axes[0]) ** 2 + (v / axes[1]) ** 2 <= 1;
  });
  expect(inside.length / ends.length).toBeCloseTo(0.95, 2);
});

test("joints that take turns are decomposed, joints that move together are not", () => {
  const moving = Float64Array.of(1, 1, 1, 1);
  expect(decomposition(moving, Float64Array.of(1, 0, 0, 1))).toBe(0.5);
  expect(decomposition(moving, moving)).toBe(0);
  expect(
    decomposition(
      moving.map(() => 0),
      moving.map(() => 0),
    ),
  ).toBe(0);
});

test("muscles that cancel the interaction torque compensate it fully", () => {
  const interaction = Float64Array.of(1, -2, 0.5, 3);
  expect(
    interactionCompensation(
      interaction.map((t) => -2 * t),
      interaction,
    ),
  ).toBeCloseTo(1, 12);
  expect(interactionCompensation(interaction, interaction)).toBeCloseTo(-1, 12);
});

test("a movement is what exceeds 5 % of its peak, until 100 ms below", () => {
  const speed = Float64Array.from({ length: 100 }, (_, i) => (i >= 20 && i <= 50 ? 1 : 0.01));
  expect(segment(speed, 100)).toEqual([20, 50]);
  speed[57] = 0.5; // comes before the 100 ms are over
  expect(segment(speed, 100)).toEqual([20, 57]);
  speed[80] = 0.5; // comes after
  expect(segment(speed, 100)).toEqual([20, 57]);
});

test("an even spiral is even, and a shaky one is not", () => {
  const spiral = (shake: number): Float64Array =>
    Float64Array.from({ length: 2000 }, (_, k) => {
      const t = (k >> 1) / 1000;
      const angle = 6 * Math.PI * t;
      const radius = 0.01 + 0.09 * t + shake * Math.sin(40 * angle);
      return radius * (k % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });
  const even = spiralMeasures(spiral(0), [0, 0], 100);
  expect(even.growth).toBeCloseTo(0.09 / (6 * Math.PI), 5);
  expect(even.radialSpeed).toBeCloseTo(0.09 / 10, 4);
  expect(even.unevenness).toBeLessThan(1e-5);
  expect(even.secondOrder).toBeLessThan(1e-4);
  const shaky = spiralMeasures(spiral(0.003), [0, 0], 100);
  expect(shaky.unevenness).toBeCloseTo(0.003 / Math.SQRT2, 4);
  expect(shaky.radialSpeed).toBeGreaterThan(2 * even.radialSpeed);
});

test("tremor that grows towards the target has a ratio above that of one that does not", () => {
  const reach = (grows: boolean): Float64Array =>
    Float64Array.from({ length: 400 }, (_, k) => {
      const t = (k >> 1) / 100;
      const s = Math.min(1, t);
      if (k % 2 === 0) return 0.1 * (10 * s ** 3 - 15 * s ** 4 + 6 * s ** 5);
      return 0.004 * (grows ? s ** 3 : 1) * Math.sin(2 * Math.PI * 4 * t);
    });
  const ratio = (grows: boolean) => intentionTremorRatio(reach(grows), 100, [0, 0], [0.1, 0], 100);
  expect(ratio(true)).toBeGreaterThan(4 * ratio(false));
});
