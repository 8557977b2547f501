import { expect, it } from "vitest";
import { History } from "../../viewer/hud/history.ts";

it("keeps the newest values, oldest first", () => {
  const history = new History(3);
  for (const value of [9, 1, 2, 3]) history.add(value, value !== 2);
  const kept = [0, 1, 2].map((i) => history.values[history.place(i)]);
  const intact = [0, 1, 2].map((i) => history.intact[history.place(i)]);
  expect(kept).toEqual([1, 2, 3]);
  expect(intact).toEqual([1, 0, 1]);
  expect(history.max()).toBe(3);
});
