import { describe, expect, test } from "vitest";
import { windowLayouts } from "../../../controller/learning/ccrnn/window-layout.ts";

describe("the places of states", () => {
  test("are those of the picture, for seven steps in windows of three", () => {
    const [layout] = windowLayouts(7, 3, "batch");
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((t) => layout.blockOf(t))).toEqual([
      0, 3, 5, 1, 4, 6, 2, 7,
    ]);
    expect([layout.windowsAt, layout.blockAt]).toEqual([
      [3, 2, 2],
      [0, 3, 5],
    ]);
  });

  test.each([
    [10, 1],
    [10, 3],
    [10, 10],
    [28, 5],
    [1, 1],
  ])("of %d steps in windows of %d are all different, the last one last", (steps, window) => {
    const [layout] = windowLayouts(steps, window, "batch");
    const blocks = Array.from({ length: steps + 1 }, (_, t) => layout.blockOf(t));
    expect([...blocks].sort((a, b) => a - b)).toEqual([...blocks.keys()]);
    expect(blocks[steps]).toBe(steps);
  });

  test("are in order where windows are learned one by one", () => {
    const layouts = windowLayouts(7, 3, "window");
    expect(layouts.map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [3, 6],
      [6, 7],
    ]);
    expect(layouts[1].blockOf(4)).toBe(4);
  });
});
