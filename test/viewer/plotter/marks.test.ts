import { expect, test } from "vitest";
import type { Backdrop } from "../../../viewer/plotter/calibrate/backdrop.ts";
import { Marks } from "../../../viewer/plotter/calibrate/marks.ts";
import { ReferencePoints } from "../../../viewer/plotter/calibrate/reference-points.ts";

/** A plane on which a unit is half a millimetre. */
const half: Backdrop = {
  frame: { x: 0, y: 0, width: 1, height: 1 },
  toPlane: (u, v) => [u / 2, -v / 2],
  fromPlane: (x, y) => [2 * x, -2 * y],
  paint: () => {},
};

test("one mark says where a dot is, two how far they are apart too, and a third begins anew", () => {
  const marks = new Marks();
  expect(marks.measured(3, half)).toBeUndefined();
  expect(marks.add(3, [10, -20])).toBe(false);
  expect(marks.measured(3, half)).toEqual([5, 10]);
  expect(marks.add(3, [16, -28])).toBe(true);
  expect(marks.measured(3, half)).toEqual([6.5, 12, 5]);
  marks.move(3, 1, [10, -20]);
  expect(marks.measured(3, half)).toEqual([5, 10, 0]);
  expect(marks.at(11, -20, 2)).toEqual({ dot: 3, mark: 1 });
  expect(marks.at(19, -20, 2)).toBeUndefined();
  marks.add(3, [0, 0]);
  expect(marks.of(3)).toEqual([[0, 0]]);
  marks.clear(3);
  expect(marks.of(3)).toEqual([]);
});

test("a photo wants the four corners of the paper, a scan the two near ones", () => {
  const points = new ReferencePoints({ x: -0.08, y: 0.03, width: 0.1, height: 0.07 });
  expect(points.points.map(({ sheet }) => sheet)).toEqual([
    [-80, 30],
    [20, 30],
    [20, 100],
    [-80, 100],
  ]);
  points.kind = "scan";
  expect(points.points).toHaveLength(2);
  expect(points.homography).toBeUndefined();
  for (const [i, point] of points.points.entries()) point.picture = [100 + 1000 * i, 700];
  expect(points.missing).toBe(-1);
  expect(points.homography).toBeDefined();
  points.kind = "photo";
  expect(points.missing).toBe(2);
});
