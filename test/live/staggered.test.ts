import { expect, test } from "vitest";
import { staggered } from "../../cli/benchmarks/loop/staggered.ts";
import type { Tick } from "../../controller/clock.ts";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";

/** Four arms at 100 Hz for 0.2 s; `busy` spends time of the clock after a tick. */
function dealt(busy: (tick: Tick, spend: (seconds: number) => void) => void = () => {}) {
  const timer = virtualTimer();
  const moments = new Float64Array(3);
  const spend = (seconds: number): void => {
    timer.wait(moments.fill(0));
    moments[0] = moments[2] + seconds;
    timer.wait(moments);
  };
  let over = false;
  const clock = fixedRate({ timer, period: 0.0025, overrun: "catch-up", stop: () => over });
  const { ticks, served } = staggered(clock, 4, 0.01);
  const seen: Tick[][] = ticks.map(() => []);
  let ended = 0;
  ticks.forEach((own, arm) => {
    own.subscribe({ next: (tick) => seen[arm].push({ ...tick }), complete: () => ended++ });
  });
  served.subscribe((tick) => {
    busy(tick, spend);
    over = tick.at > 0.2;
  });
  return { seen, ended };
}

test("each arm has ticks of its own rate, none at the same time as another's", () => {
  const { seen, ended } = dealt();
  expect(ended).toBe(4);
  for (const [arm, ticks] of seen.entries()) {
    expect(ticks.length).toBeGreaterThanOrEqual(19);
    ticks.forEach((tick, i) => {
      expect(tick.index).toBe(i + 1);
      expect(tick.due).toBeCloseTo(0.0025 * (arm + 1) + 0.01 * i, 9);
      expect(tick.missed + tick.overruns).toBe(0);
      if (i > 0) expect(tick.dt).toBeCloseTo(0.01, 9);
    });
  }
});

test("when one takes long the others are late, and miss nothing", () => {
  const { seen } = dealt((tick, spend) => {
    if (tick.index === 9) spend(0.009);
  });
  expect(seen.flat().every(({ missed }) => missed === 0)).toBe(true);
  expect(seen[1][2].late).toBeCloseTo(0.0065, 6);
  expect(seen[0][3].spent).toBeCloseTo(0.009, 6);
});

test("what is too late to be made up for is missed by the arm that it belonged to", () => {
  const { seen } = dealt((tick, spend) => {
    if (tick.index === 9) spend(0.1);
  });
  const missed = seen.map((ticks) => ticks[ticks.length - 1].missed);
  expect(missed.reduce((sum, n) => sum + n, 0)).toBe(23);
  expect(Math.max(...missed) - Math.min(...missed)).toBeLessThanOrEqual(1);
});
