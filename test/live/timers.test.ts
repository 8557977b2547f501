import { describe, expect, test } from "vitest";
import { wallTimer } from "../../bridge/wall-timer.ts";
import { rehearsedTimer } from "../../cli/live/rehearsed-timer.ts";
import { CALLED, DEADLINE, fixedRate, RETURNED } from "../../controller/clock.ts";

describe("the wall timer", () => {
  test("returns at the deadline and not before, having noted when it was called", () => {
    const timer = wallTimer();
    const moments = new Float64Array(3);
    timer.wait(moments);
    for (const wait of [0.0001, 0.0005, 0.003, 0.015]) {
      const called = moments[RETURNED];
      moments[DEADLINE] = called + wait;
      timer.wait(moments);
      expect(moments[CALLED]).toBeGreaterThanOrEqual(called);
      expect(moments[RETURNED]).toBeGreaterThanOrEqual(moments[DEADLINE]);
    }
  });

  test("returns at once where the deadline has passed", () => {
    const timer = wallTimer();
    const moments = Float64Array.of(0, 0, 0);
    timer.wait(moments);
    expect(moments[RETURNED] - moments[CALLED]).toBeLessThan(0.05);
  });
});

describe("a rehearsed timer", () => {
  test("lets its first stretch pass at once, and time go on from there without a jump", () => {
    const seconds = 20;
    const period = 0.001;
    const ats: number[] = [];
    const began = performance.now();
    fixedRate({
      timer: rehearsedTimer(wallTimer(), seconds),
      period,
      stop: () => (ats.at(-1) ?? 0) > seconds + 0.05,
    }).subscribe((tick) => {
      ats.push(tick.at);
      if (tick.at <= seconds) expect(tick.late).toBeLessThan(1e-6);
    });
    const took = (performance.now() - began) / 1000;
    expect(took).toBeLessThan(seconds / 2);
    const rehearsed = ats.filter((at) => at <= seconds + 1e-9);
    expect(rehearsed).toHaveLength(seconds / period);
    ats.slice(1).forEach((at, i) => {
      expect(at).toBeGreaterThan(ats[i]);
    });
    expect(ats[rehearsed.length] - seconds).toBeLessThan(0.2);
  });
});
