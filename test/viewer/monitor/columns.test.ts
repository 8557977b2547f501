import { describe, expect, it } from "vitest";
import { Columns } from "../../../viewer/monitor/columns.ts";

/** Records at 1, 2, … `n` s; b is ten times a. */
function filled(n: number, kept: number): Columns<"a" | "b"> {
  const columns = new Columns(["a", "b"] as const, kept);
  for (let i = 1; i <= n; i++) columns.add(i, (name) => (name === "a" ? i : 10 * i));
  return columns;
}

describe("columns", () => {
  it("keep each signal in one piece, oldest first", () => {
    const columns = filled(3, 4);
    expect([...columns.times()]).toEqual([1, 2, 3]);
    expect([...columns.values("b")]).toEqual([10, 20, 30]);
  });

  it("always hold at least the newest records, whatever came before", () => {
    for (let n = 1; n <= 40; n++) {
      const columns = filled(n, 4);
      const newest = Array.from({ length: Math.min(4, n) }, (_, i) => n - Math.min(4, n) + 1 + i);
      expect([...columns.times()].slice(-4)).toEqual(newest);
      expect([...columns.values("a")].slice(-4)).toEqual(newest);
      expect(columns.count).toBeLessThanOrEqual(8);
      expect(columns.newest).toBe(n);
    }
  });

  it("find the first record at or after a time", () => {
    const columns = filled(5, 8);
    expect([0, 1, 1.5, 5, 9].map((time) => columns.indexAt(time))).toEqual([0, 0, 1, 4, 5]);
  });

  it("give any stretch", () => {
    expect([...filled(5, 8).values("a", 1, 3)]).toEqual([2, 3]);
    expect([...filled(5, 8).values("a", 3, 99)]).toEqual([4, 5]);
  });

  it("begin anew when the clock does", () => {
    const columns = filled(5, 8);
    columns.add(0.5, () => 7);
    expect([...columns.times()]).toEqual([0.5]);
  });

  it("know no newest time before the first record", () => {
    expect(new Columns(["a"] as const, 2).newest).toBeNaN();
  });
});
