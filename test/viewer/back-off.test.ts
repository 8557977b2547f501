import { expect, it } from "vitest";
import { backOffMs } from "../../viewer/wire/back-off.ts";

it("waits a quarter of a second at first, then twice as long each time, up to two seconds", () => {
  expect([0, 1, 2, 3, 4, 50].map(backOffMs)).toEqual([250, 500, 1000, 2000, 2000, 2000]);
});
