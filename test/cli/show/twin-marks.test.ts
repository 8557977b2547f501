import { expect, test } from "vitest";
import type { TwinSight } from "../../../cli/plotter/real-time-twin.ts";
import { watchMarks } from "../../../cli/plotter/show/calibration/twin-marks.ts";

/** Marks of a twin of which trails x, y, pen are seen [3 n]. */
function watched() {
  let seen = (_: TwinSight): void => {};
  const marks = watchMarks({
    watch: (watcher) => {
      seen = watcher;
    },
  });
  return {
    marks,
    see: (...trail: number[]) => seen({ pulses: [0, 0, 0], trail: Float32Array.from(trail) }),
  };
}

test("a mark is the middle of a touch, however many sights it is spread over", () => {
  const { marks, see } = watched();
  marks.expect(0);
  see(0.5, 0.5, 0, 0.25, 0.125, 1);
  marks.expect(1); // it lifts late
  see(0.2505, 0.125, 1, 0.5, 0.5, 0);
  see(0.5, 0.25, 1, 0.5, 0.25, 0);
  expect(marks.mark(0)?.[0]).toBeCloseTo(0.25025, 6);
  expect(marks.mark(0)?.[1]).toBe(0.125);
  expect(marks.mark(1)).toEqual([0.5, 0.25]);
  expect(marks.mark(2)).toBeUndefined();
  marks.expect(0); // another sheet
  expect(marks.mark(0)).toBeUndefined();
});

test("a touch that moved, or one of two, is no mark", () => {
  const { marks, see } = watched();
  marks.expect(0);
  see(0.1, 0.1, 1, 0.105, 0.1, 1, 0.105, 0.1, 0);
  marks.expect(1);
  see(0.2, 0.1, 1, 0.2, 0.1, 0, 0.2, 0.1, 1, 0.2, 0.1, 0);
  expect(marks.mark(0)).toBeUndefined();
  expect(marks.mark(1)).toBeUndefined();
});
