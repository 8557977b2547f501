import { describe, expect, test } from "vitest";
import {
  readStatistics,
  statisticsBuffer,
  statisticsWriter,
} from "../../bridge/shared/loop-statistics.ts";

const MICRO = 1e-6;

/** Statistics of ticks that were so late and took so long [µs]. */
function counted(ticks: readonly (readonly [late: number, spent: number, missed?: number])[]) {
  const buffer = statisticsBuffer();
  const writer = statisticsWriter(buffer);
  ticks.forEach(([late, spent, missed = 0], i) => {
    writer.count({
      index: i + 1,
      due: 0.001 * (i + 1),
      at: 0.001 * (i + 1) + late * MICRO,
      late: late * MICRO,
      dt: 0.001,
      missed,
      spent: spent * MICRO,
    });
  });
  return { buffer, writer, read: () => readStatistics(buffer) };
}

describe("statistics of the loop", () => {
  test("are all zero before the first tick, and say nothing of garbage", () => {
    const nothing = { p50: 0, p99: 0, p999: 0, max: 0 };
    expect(counted([]).read()).toEqual({
      ticks: 0,
      missed: 0,
      seconds: 0,
      allocBytesPerTick: undefined,
      lateMicros: nothing,
      tickMicros: nothing,
    });
  });

  test("are the ranks of what was seen: of 1…1000 µs, the 500th, the 990th and the 999th", () => {
    const shuffled = Array.from({ length: 1000 }, (_, i) => [((i * 7) % 1000) + 1, 5] as const);
    expect(counted(shuffled).read().lateMicros).toEqual({
      p50: 500,
      p99: 990,
      p999: 999,
      max: 1000,
    });
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
    const { ticks, missed, seconds } = counted([
      [0, 1, 7],
      [0, 1, 7],
      [0, 1, 11],
    ]).read();
    expect([ticks, missed]).toEqual([3, 4]);
    expect(seconds).toBeCloseTo(0.003, 9);
  });

  test("begin again when they are reset", () => {
    const { writer, buffer, read } = counted([[100, 100, 5]]);
    writer.countBytes(8000, 1000);
    writer.reset();
    expect(read()).toEqual(readStatistics(statisticsBuffer()));
    writer.count({ index: 9, due: 9, at: 9, late: 0, dt: 0.5, missed: 5, spent: 0 });
    expect(readStatistics(buffer)).toMatchObject({ ticks: 1, missed: 0, seconds: 0.5 });
  });

  test("give the garbage of a tick as a mean over all that were looked at", () => {
    const { writer, read } = counted([]);
    writer.countBytes(8000, 1000);
    writer.countBytes(0, 1000);
    expect(read().allocBytesPerTick).toBe(4);
  });
});
