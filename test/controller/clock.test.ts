import { fc, test as property } from "@fast-check/vitest";
import { take } from "rxjs";
import { describe, expect, test } from "vitest";
import type { OverrunPolicy, Tick, Timer } from "../../controller/clock.ts";
import {
  CALLED,
  DEADLINE,
  fixedRate,
  OVERRUN_POLICIES,
  RETURNED,
  virtualTimer,
} from "../../controller/clock.ts";

/** A clock that a test sets, with waits that may come back late. */
function slowTimer(lateness: (wait: number) => number, from = 0) {
  let time = from;
  let waits = -1; // the first wait asks for the time and has no deadline
  const timer: Timer = {
    wait(moments) {
      moments[CALLED] = time;
      time = Math.max(time, moments[DEADLINE]);
      if (waits >= 0) time += lateness(waits);
      waits++;
      moments[RETURNED] = time;
    },
  };
  return { timer, spend: (seconds: number) => (time += seconds) };
}

const copied = ({ index, due, at, late, dt, missed, overruns, spent }: Tick): Tick => ({
  index,
  due,
  at,
  late,
  dt,
  missed,
  overruns,
  spent,
});
const ticksOf = (timer: Timer, count: number, period = 0.01, each = (_: Tick) => {}): Tick[] => {
  const seen: Tick[] = [];
  fixedRate({ timer, period, stop: () => seen.length >= count }).subscribe((tick) => {
    seen.push(copied(tick));
    each(tick);
  });
  return seen;
};

describe("in virtual time", () => {
  test.each([0.001, 0.002, 0.01, 1 / 300])("ticks come at every multiple of %d s", (period) => {
    const ticks = ticksOf(virtualTimer(), 3000, period);
    ticks.forEach((tick, i) => {
      expect(tick.index).toBe(i + 1);
      expect(tick.due).toBeCloseTo((i + 1) * period, 10);
      expect(tick.at).toBeCloseTo((i + 1) * period, 10);
      expect(tick.dt).toBeCloseTo(period, 10);
      expect(tick.late).toBeCloseTo(0, 10);
      expect(tick.missed).toBe(0);
    });
  });
});

describe("on a clock that is late", () => {
  test("lateness does not add up", () => {
    const { timer } = slowTimer(() => 0.003, 100);
    const ticks = ticksOf(timer, 1000);
    expect(ticks.at(-1)?.at).toBeCloseTo(1000 * 0.01 + 0.003, 9);
    expect(ticks.at(-1)?.missed).toBe(0);
    for (const tick of ticks) expect(tick.late).toBeCloseTo(0.003, 9);
  });

  test("dt is the time that really passed", () => {
    const { timer } = slowTimer((wait) => (wait % 2 === 0 ? 0 : 0.004));
    const ticks = ticksOf(timer, 100);
    expect(ticks.slice(0, 4).map(({ dt }) => dt)).toBeNear([0.01, 0.014, 0.006, 0.014], {
      atol: 1e-12,
    });
    const sum = ticks.reduce((total, { dt }) => total + dt, 0);
    expect(sum).toBeCloseTo(ticks.at(-1)?.at ?? 0, 9);
  });
});

describe("with a consumer that takes too long", () => {
  const overrun = () => {
    const { timer, spend } = slowTimer(() => 0);
    return ticksOf(timer, 8, 0.01, ({ index }) => spend(index === 3 ? 0.035 : 0.001));
  };

  test("ticks that it was not ready for are dropped and counted", () => {
    // Tick 3 at 30 ms lasts until 65 ms: 4 and 5 are gone, 6 comes at once, 7 on time.
    expect(overrun().map(({ index }) => index)).toEqual([1, 2, 3, 6, 7, 8, 9, 10]);
    expect(overrun().map(({ missed }) => missed)).toEqual([0, 0, 0, 2, 2, 2, 2, 2]);
  });

  test("nothing is caught up in a burst", () => {
    expect(overrun().map(({ at }) => at)).toBeNear(
      [0.01, 0.02, 0.03, 0.065, 0.07, 0.08, 0.09, 0.1],
      { atol: 1e-9 },
    );
  });

  test("the tick after it is late by what it took beyond its period", () => {
    expect(overrun()[3].late).toBeCloseTo(0.025, 9);
    expect(overrun()[4].late).toBeCloseTo(0, 9);
  });

  test("each tick says how long the one before it took", () => {
    expect(overrun().map(({ spent }) => spent)).toBeNear(
      [0, 0.001, 0.001, 0.035, 0.001, 0.001, 0.001, 0.001],
      { atol: 1e-9 },
    );
  });
});

describe("the stream", () => {
  test("completes when it is told to stop", () => {
    let completed = false;
    let count = 0;
    fixedRate({ timer: virtualTimer(), period: 0.01, stop: () => count >= 5 }).subscribe({
      next: () => count++,
      complete: () => {
        completed = true;
      },
    });
    expect([count, completed]).toEqual([5, true]);
  });

  test("that is stopped before its first tick gives none", () => {
    expect(ticksOf(virtualTimer(), 0)).toEqual([]);
  });

  test("overwrites its tick at every turn, so that a turn makes no garbage", () => {
    const seen = new Set<Tick>();
    fixedRate({ timer: virtualTimer(), period: 0.01, stop: () => false })
      .pipe(take(5))
      .subscribe((tick) => seen.add(tick));
    expect(seen.size).toBe(1);
  });

  test("ends with its only subscriber", () => {
    let asked = 0;
    const ticks = fixedRate({ timer: virtualTimer(), period: 0.01, stop: () => ++asked > 1000 });
    ticks.pipe(take(3)).subscribe();
    expect(asked).toBe(3);
  });

  test("begins anew for every subscriber", () => {
    const { timer } = slowTimer(() => 0, 50);
    let count = 0;
    const ticks = fixedRate({ timer, period: 0.01, stop: () => count % 3 === 0 && count > 0 });
    const seen: number[] = [];
    for (let run = 0; run < 2; run++) {
      count = 0;
      ticks.subscribe(({ index }) => {
        count++;
        seen.push(index);
      });
    }
    expect(seen).toEqual([1, 2, 3, 1, 2, 3]);
  });
});

describe("a policy for overruns", () => {
  /** Ten milliseconds a tick; the third lasts so long. */
  const overrunning = (overrun: OverrunPolicy, lasts: number, count: number) => {
    const { timer, spend } = slowTimer(() => 0);
    const seen: Tick[] = [];
    fixedRate({ timer, period: 0.01, overrun, stop: () => seen.length >= count }).subscribe(
      (tick) => {
        seen.push(copied(tick));
        spend(tick.index === 3 ? lasts : 0.001);
      },
    );
    return seen;
  };
  const ats = (ticks: readonly Tick[]): number[] => ticks.map(({ at }) => at);
  const last = (ticks: readonly Tick[]): Tick => ticks[ticks.length - 1];

  test("skip drops what was due meanwhile and keeps the multiples", () => {
    const ticks = overrunning("skip", 0.035, 6);
    expect(ats(ticks)).toBeNear([0.01, 0.02, 0.03, 0.065, 0.07, 0.08], { atol: 1e-9 });
    expect(last(ticks)).toMatchObject({ missed: 2, overruns: 1, index: 8 });
  });

  test("catch-up makes up for each, one right after another, and keeps the multiples", () => {
    const ticks = overrunning("catch-up", 0.035, 8);
    const expected = [0.01, 0.02, 0.03, 0.065, 0.066, 0.067, 0.07, 0.08];
    expect(ats(ticks)).toBeNear(expected, { atol: 1e-9 });
    expect(ticks.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(ticks.map(({ due }) => due)).toBeNear(
      ticks.map((_, i) => 0.01 * (i + 1)),
      { atol: 1e-9 },
    );
    expect(last(ticks)).toMatchObject({ missed: 0, overruns: 2 });
  });

  test("catch-up makes up for sixteen at most, and drops the rest", () => {
    const ticks = overrunning("catch-up", 0.4, 40);
    expect(ticks[3]).toMatchObject({ index: 27, missed: 23 });
    expect(ticks.map(({ dt }) => dt).reduce((sum, dt) => sum + dt, 0)).toBeCloseTo(
      last(ticks).at,
      9,
    );
    expect(last(ticks).missed).toBe(23);
    expect(last(ticks).late).toBeCloseTo(0, 9);
  });

  test("slip puts off all that follows", () => {
    const ticks = overrunning("slip", 0.035, 6);
    expect(ats(ticks)).toBeNear([0.01, 0.02, 0.03, 0.065, 0.075, 0.085], { atol: 1e-9 });
    expect(ticks.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ticks[3].due).toBeCloseTo(0.065, 9);
    expect(last(ticks)).toMatchObject({ missed: 2, overruns: 1 });
  });

  property.prop([
    fc.constantFrom(...OVERRUN_POLICIES),
    fc.array(fc.double({ min: 0, max: 0.08, noNaN: true }), { minLength: 20, maxLength: 60 }),
  ])("of any name holds under a timer and a load that are against it", (overrun, delays) => {
    const { timer, spend } = slowTimer((wait) =>
      wait % 3 === 0 ? delays[wait % delays.length] : 0,
    );
    const ticks: Tick[] = [];
    fixedRate({ timer, period: 0.01, overrun, stop: () => ticks.length >= 200 }).subscribe(
      (tick) => {
        ticks.push(copied(tick));
        spend(delays[(7 * tick.index) % delays.length] ** 2);
      },
    );
    ticks.slice(1).forEach((tick, i) => {
      expect(tick.index).toBeGreaterThan(ticks[i].index);
      expect(tick.due).toBeGreaterThan(ticks[i].due);
      expect(tick.at).toBeGreaterThanOrEqual(tick.due - 1e-9);
      expect(tick.at - ticks[i].at).toBeCloseTo(tick.dt, 9);
      const behind = (tick.at - tick.due) / 0.01;
      expect(behind).toBeLessThan(overrun === "catch-up" ? 17 : 1);
    });
    const { index, missed } = last(ticks);
    expect(index).toBe(overrun === "slip" ? 200 : 200 + missed);
  });
});

describe("a period that changes", () => {
  const changing = (change: (index: number) => number | undefined, seconds: number) => {
    const pace = Float64Array.of(0.001);
    const { timer } = slowTimer(() => 0.0002);
    const ticks: Tick[] = [];
    const over = (): boolean => (ticks.at(-1)?.at ?? 0) >= seconds;
    fixedRate({ timer, period: pace, stop: over }).subscribe((tick) => {
      ticks.push(copied(tick));
      pace[0] = change(tick.index) ?? pace[0];
    });
    return ticks;
  };

  test("is that of the very next tick, at a multiple of its own", () => {
    const ticks = changing((index) => ({ 13: 0.01, 15: 0.002 })[index], 0.04);
    const dues = ticks.slice(11).map(({ due }) => due);
    expect(dues.slice(0, 6)).toBeNear([0.012, 0.013, 0.02, 0.03, 0.032, 0.034], { atol: 1e-9 });
    expect(ticks.map(({ index }) => index)).toEqual(ticks.map((_, i) => i + 1));
  });

  test("leaves no tick out and makes none late, however often it changes", () => {
    const periods = [0.001, 0.0002, 0.01, 0.002, 0.005];
    const ticks = changing((index) => (index % 7 === 0 ? periods[(index / 7) % 5] : undefined), 2);
    for (const [i, tick] of ticks.entries()) {
      expect(tick.missed).toBe(tick.overruns);
      expect(tick.late).toBeLessThan(0.0002 + 1e-9);
      if (i > 0) expect(tick.dt).toBeLessThanOrEqual(0.01 + 0.0002);
    }
    expect(ticks.at(-1)?.at).toBeGreaterThanOrEqual(2);
  });
});
