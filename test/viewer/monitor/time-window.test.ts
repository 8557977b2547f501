import { describe, expect, it } from "vitest";
import { TimeWindow } from "../../../viewer/monitor/time-window.ts";

describe("the time window", () => {
  it("follows the newest record", () => {
    const window = new TimeWindow();
    window.follow(10);
    expect(window.range(25)).toEqual({ from: 15, to: 25 });
    expect(window.range(26)).toEqual({ from: 16, to: 26 });
  });

  it("stands still while it is paused, and goes on with the same span", () => {
    const window = new TimeWindow();
    window.follow(10);
    window.toggle(25);
    expect(window.isHeld).toBe(true);
    expect(window.range(99)).toEqual({ from: 15, to: 25 });
    window.toggle(99);
    expect(window.range(99)).toEqual({ from: 89, to: 99 });
  });

  it("leaves the place under the pointer where it is when it zooms", () => {
    const window = new TimeWindow();
    window.follow(10);
    window.zoom(0.5, 22, 25);
    const { from, to } = window.range(99);
    expect(to - from).toBeCloseTo(5, 12);
    expect((22 - from) / (to - from)).toBeCloseTo(0.7, 12);
  });

  it("shows no shorter stretch than can be seen", () => {
    const window = new TimeWindow();
    window.hold(3, 3.01);
    const { from, to } = window.range(9);
    expect(to - from).toBeCloseTo(0.2, 12);
    expect((from + to) / 2).toBeCloseTo(3.005, 12);
  });

  it("has a range before there are records", () => {
    expect(new TimeWindow().range(Number.NaN)).toEqual({ from: -30, to: 0 });
  });
});
