import { take } from "rxjs";
import { describe, expect, test } from "vitest";
import type { Tick, Timer } from "../../controller/clock.ts";
import { CALLED, DEADLINE, fixedRate, RETURNED, virtualTimer } from "../../controller/clock.ts";

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
