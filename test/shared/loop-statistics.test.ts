import { describe, expect, test } from "vitest";
import {
  readLoopMeasures,
  readStatistics,
  statisticsBuffer,
  statisticsWriter,
} from "../../bridge/shared/loop-statistics.ts";
import { stageClock } from "../../bridge/stage-clock.ts";
import { INVALID, NONE, OVERRUNS } from "../../controller/fallback/fallback.ts";
import type { Turn } from "../../controller/loop.ts";
import { ACT, BODY, DECIDE, LEARN, PREDICT, SENSE, STAGES } from "../../controller/stages.ts";

const MICRO = 1e-6;

/** Statistics of ticks that were so late and took so long [µs]. */
function counted(ticks: readonly (readonly [late: number, spent: number, missed?: number])[]) {
  const buffer = statisticsBuffer();
  const writer = statisticsWriter(buffer);
  writer.count({ ...tick, missed: ticks[0]?.[2] ?? 0, overruns: ticks[0]?.[2] ?? 0 });
  ticks.forEach(([late, spent, missed = 0], i) => {
    writer.count({
      index: i + 1,
      due: 0.001 * (i + 1),
      at: 0.001 * (i + 1) + late * MICRO,
      late: late * MICRO,
      dt: 0.001,
      missed,
      overruns: missed,
      spent: spent * MICRO,
    });
  });
  return { buffer, writer, read: () => readStatistics(buffer) };
}

const tick = { index: 1, due: 0, at: 0, late: 0, dt: 0.001, missed: 0, overruns: 0, spent: 0 };
/** A turn that decided, with senses 100 ms old. */
const turn = (cause: number): Turn => ({
  tick,
  senses: Float64Array.of(0, 0, 0, 0, 0.1),
  command: new Float64Array(2),
  decided: true,
  cause,
  fault: false,
});

describe("statistics of the loop", () => {
  test("are all zero before the first tick, and say nothing of garbage", () => {
    const nothing = { count: 0, min: 0, mean: 0, last: 0, p50: 0, p90: 0, p99: 0, p999: 0, max: 0 };
    expect(counted([]).read()).toEqual({
      ticks: 0,
      missed: 0,
      overruns: 0,
      seconds: 0,
      fallback: { cause: "none", takeovers: 0, held: 0 },
      allocBytesPerTick: undefined,
      lateMicros: nothing,
      tickMicros: nothing,
    });
  });

  test("are the ranks of what was seen: of 1…1000 µs, the 500th, the 990th and the 999th", () => {
    const shuffled = Array.from({ length: 1000 }, (_, i) => [((i * 7) % 1000) + 1, 5] as const);
    const { p50, p99, p999, max } = counted(shuffled).read().lateMicros;
    expect([p50, p99, p999, max]).toBeNear([500, 990, 999, 1000], { rtol: 1e-3 });
  });

  test("keep lateness and length apart", () => {
    const { lateMicros, tickMicros } = counted([[3, 40]]).read();
    expect([lateMicros.p50, lateMicros.max]).toEqual([3, 3]);
    expect([tickMicros.p50, tickMicros.max]).toEqual([40, 40]);
  });

  test("know the largest even beyond what is counted to the microsecond", () => {
    const { lateMicros } = counted([
      [1, 1],
      [123_456, 1],
    ]).read();
    expect(lateMicros.max).toBe(123_456);
    expect(lateMicros.p999).toBe(123_456);
    expect(lateMicros.p50).toBe(1);
  });

  test("take a tick that came early for one on time", () => {
    expect(counted([[-5, 1]]).read().lateMicros.max).toBe(0);
  });

  test("count ticks, missed ticks and time from the first tick that they are told of", () => {
    const { ticks, missed, overruns, seconds } = counted([
      [0, 1, 7],
      [0, 1, 7],
      [0, 1, 11],
    ]).read();
    expect([ticks, missed, overruns]).toEqual([3, 4, 4]);
    expect(seconds).toBeCloseTo(0.003, 9);
  });

  test("begin again when they are reset", () => {
    const { writer, buffer, read } = counted([[100, 100, 5]]);
    writer.countBytes(8000, 1000);
    writer.reset();
    expect(read()).toEqual(readStatistics(statisticsBuffer()));
    for (const at of [9, 9.5]) writer.count({ ...tick, at, missed: 5, overruns: 5 });
    expect(readStatistics(buffer)).toMatchObject({ ticks: 1, missed: 0, seconds: 0.5 });
  });

  test("have a histogram of every measure, with the length of ticks that decided apart", () => {
    const { writer, buffer } = counted([]);
    writer.countDecision(turn(NONE));
    writer.count({ ...tick, spent: 2 * MICRO });
    writer.count({ ...tick, spent: 50 * MICRO });
    writer.count({ ...tick, spent: 3 * MICRO });
    writer.countMovement(Float64Array.of(0, 0.07), 1);
    const measures = readLoopMeasures(buffer);
    expect(measures.tick).toMatchObject({ count: 3, min: 2, max: 50 });
    expect(measures.fullTick).toMatchObject({ count: 1, max: 50, last: 50 });
    expect(measures.senseAge.p50).toBe(100_000);
    expect(measures.movement.p50).toBe(70_000);
    expect(measures.period.bars).toHaveLength(1);
  });

  test("know why the brain is not in charge, how often that was, and for how many decisions", () => {
    const { writer, read } = counted([]);
    for (const cause of [NONE, OVERRUNS, OVERRUNS, NONE, INVALID])
      writer.countDecision(turn(cause));
    expect(read().fallback).toEqual({ cause: "invalid", takeovers: 2, held: 3 });
  });

  test("are filled by a stage clock, decision by decision", () => {
    const { buffer } = counted([]);
    const probe = stageClock(buffer);
    const begin = performance.now();
    for (let decision = 0; decision < 10; decision++) {
      probe.begin();
      for (const stage of [BODY, SENSE, PREDICT, LEARN, DECIDE, LEARN, DECIDE, ACT]) {
        probe.mark(stage);
      }
      probe.end();
    }
    const took = (performance.now() - begin) / 1000;
    expect(probe.spent.length).toBe(STAGES.length);
    const measures = readLoopMeasures(buffer);
    for (const [i, stage] of STAGES.entries()) {
      expect(measures[stage].count).toBe(10);
      expect(measures[stage].last).toBeCloseTo(1e6 * probe.spent[i], 1);
      expect(probe.spent[i]).toBeGreaterThan(0);
      expect(probe.spent[i]).toBeLessThan(took);
    }
  });

  test("give the garbage of a tick as a mean over all that were looked at", () => {
    const { writer, read } = counted([]);
    writer.countBytes(8000, 1000);
    writer.countBytes(0, 1000);
    expect(read().allocBytesPerTick).toBe(4);
  });
});
