import { expect, test } from "vitest";
import { z } from "zod";
import { statisticsBuffer, statisticsWriter } from "../../bridge/shared/loop-statistics.ts";
import { liveLine } from "../../cli/benchmarks/loop/live-line.ts";
import { STAGES } from "../../controller/stages.ts";
import { purkinje } from "../support/command.ts";

const Row = z.strictObject({
  count: z.number(),
  min: z.number(),
  mean: z.number(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
});
const punctuality = {
  achievedHz: z.number(),
  missed: z.number(),
  overruns: z.number(),
  lateMicros: Row,
};
const Granted = z.strictObject({ granted: z.boolean(), how: z.string() });
const Report = z.strictObject({
  rateHz: z.number(),
  seconds: z.number(),
  ...punctuality,
  arms: z.array(z.strictObject(punctuality)),
  tickMicros: Row,
  fullTickMicros: Row,
  periodMicros: Row,
  senseAgeMicros: Row,
  movementMicros: Row,
  stages: z.strictObject(Object.fromEntries(STAGES.map((stage) => [stage, Row]))),
  allocBytesPerTick: z.number().nullable(),
  realTime: z.strictObject({ scheduling: Granted, memory: Granted }).nullable(),
  baselines: z.array(
    z.strictObject({
      name: z.string(),
      ...punctuality,
      ratio: z.strictObject({
        achieved: z.number(),
        lateMean: z.number().nullable(),
        lateP99: z.number().nullable(),
      }),
    }),
  ),
});

const bench = async (...args: string[]) => {
  const { code, stdout } = await purkinje("bench", "loop", "--json", ...args);
  expect(code).toBe(0);
  return Report.parse(JSON.parse(stdout));
};

test("bench loop prints rate, lateness, stages and what bare loops do, as one JSON object", async () => {
  const report = await bench("--rate", "1000", "--seconds", "4", "--realtime");
  const ticks = report.tickMicros.count;
  expect(ticks + report.missed).toBeGreaterThan(3800);
  expect(ticks + report.missed).toBeLessThan(4200);
  expect(report.stages).toSatisfy((rows: Record<string, { count: number; p50: number }>) =>
    Object.values(rows).every(({ count, p50 }) => count > 0 && p50 > 0),
  );
  expect(report.fullTickMicros.p50).toBeGreaterThan(report.tickMicros.p50);
  expect(report.senseAgeMicros.p50).toBe(100_000);
  expect(report.movementMicros.count).toBeGreaterThan(0);
  expect(report.baselines.map(({ name }) => name)).toEqual([
    "setInterval",
    "setTimeout",
    "bare wall timer",
  ]);
  expect(report.realTime?.scheduling.how).toMatch(/./);
});

test("sixteen arms share a thread, and each is counted by itself", async () => {
  const report = await bench(
    ...["--arms", "16", "--rate", "100", "--seconds", "3", "--no-baselines"],
  );
  expect(report.arms).toHaveLength(16);
  for (const { lateMicros, missed } of report.arms) {
    expect(lateMicros.count + missed).toBeGreaterThan(280);
    expect(lateMicros.count + missed).toBeLessThan(320);
  }
  const counted = report.arms.reduce((sum, { lateMicros }) => sum + lateMicros.count, 0);
  expect(report.lateMicros.count).toBe(counted);
  expect(report.missed).toBe(report.arms.reduce((sum, { missed }) => sum + missed, 0));
});

test.each([
  [["--learner", "nlms"]],
  [["--learner", "hybrid", "--online-cortex"]],
  [["--arm", "arm26"]],
  [["--learner", "nlms", "--online-cortex", "--arms", "2"]],
])("%j is measured as well", async (args) => {
  const report = await bench(...args, "--rate", "200", "--seconds", "2", "--no-baselines");
  expect(report.stages).toSatisfy((rows: Record<string, { count: number; p50: number }>) =>
    Object.values(rows).every(({ count, p50 }) => count > 0 && p50 > 0),
  );
});

test.each([
  [["--arms", "17"], /from 1 to 16, found "17"/],
  [["--rate", "150"], /multiple of 100, found "150"/],
  [["--overrun", "hope"], /skip, catch-up, slip/],
  [["--learner", "hope"], /rls, nlms, hybrid/],
  [["--arm", "arm26", "--learner", "nlms"], /learner rls for the muscles of arm26, found nlms/],
  [["--arm", "arm26", "--online-cortex"], /learns torques, and arm26 has muscles/],
  [["--arms", "2", "--overrun", "slip"], /--overrun is for one arm/],
])("%j is refused with a sentence", async (args, sentence) => {
  const { code, stdout, stderr } = await purkinje("bench", "loop", ...args);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(sentence);
});

test("the live line reads like cyclictest's", () => {
  const buffer = statisticsBuffer();
  const { count } = statisticsWriter(buffer);
  const tick = { index: 1, due: 0, at: 0, dt: 0.001, missed: 0, overruns: 0, spent: 0 };
  for (const late of [0, 3e-6, 90e-6, 6e-6]) count({ ...tick, late });
  expect(liveLine({ rateHz: 1000, thread: 42, priority: 50 }, buffer, 0)).toBe(
    "T: 0 (42) P:50 I:1000 C:      3 Min:      3 Act:      6 Avg:     33 Max:     90 Missed:      0",
  );
});
