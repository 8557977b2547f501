import { describe, expect, it } from "vitest";
import { RASTER_COLUMNS } from "../../../viewer/monitor/raster.ts";
import { UnitTape } from "../../../viewer/monitor/unit-tape.ts";

/** `n` records 10 ms apart, of two units: the number of the record, and its double. */
function taped(n: number): UnitTape {
  const tape = new UnitTape(2);
  for (let i = 0; i < n; i++) tape.add(0.01 * i, Uint8Array.of(i % 100, 2 * (i % 100)));
  return tape;
}

describe("the tape of units", () => {
  it("keeps what each record was", () => {
    const tape = taped(5);
    expect(tape.count).toBe(5);
    expect([...tape.record(3)]).toEqual([3, 6]);
    expect(tape.newest).toBeCloseTo(0.04, 12);
  });

  it("is a ring: the oldest go, and the order stays", () => {
    const n = RASTER_COLUMNS + 250;
    const tape = taped(n);
    expect(tape.count).toBe(RASTER_COLUMNS);
    expect(tape.time(0)).toBeCloseTo(2.5, 9);
    expect([...tape.record(0)]).toEqual([50, 100]);
    expect(tape.newest).toBeCloseTo(0.01 * (n - 1), 9);
  });

  it("gives a stretch as columns and the times of its ends", () => {
    const { first, count, from, to } = taped(50).stretch(0.095, 0.2);
    expect([first, count]).toEqual([10, 11]);
    expect([from, to].map((time) => Math.round(100 * time))).toEqual([10, 20]);
  });

  it("begins anew after a silence, when its columns would not be evenly spaced", () => {
    const tape = taped(50);
    tape.add(3, Uint8Array.of(1, 2));
    expect(tape.count).toBe(1);
    expect(tape.newest).toBe(3);
  });
});
