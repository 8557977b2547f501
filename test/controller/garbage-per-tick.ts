import { getHeapStatistics } from "node:v8";
import { take } from "rxjs";
import { statisticsBuffer, statisticsWriter } from "../../bridge/shared/loop-statistics.ts";
import { stageClock } from "../../bridge/stage-clock.ts";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { makeFallback } from "../../controller/fallback/fallback.ts";
import { controlLoop } from "../../controller/loop.ts";
import type { ArmName } from "../../plant/arm/presets.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { median } from "../../sim/movement-score.ts";
import { smallBrain } from "./small-brain.ts";

const EVERY = 1000;

/**
 * Runs brain, arm and loop at 1 kHz of virtual time, with the statistics of a live one: bytes that the heap grows by in a tick, after so
 * many seconds in which V8 compiles what runs. The median over seconds without garbage collection.
 */
export function garbagePerTick(
  seconds: { rehearsal: number; counted: number },
  cortexLearning = false,
  body: ArmName = "li-todorov",
): number {
  const buffer = statisticsBuffer();
  const statistics = statisticsWriter(buffer);
  const arm = presetArm(body, 2);
  const probe = stageClock(buffer);
  const { brain, ...rig } = smallBrain({ engine: "wasm-simd", body: arm, probe, cortexLearning });
  const growths = new Float64Array(seconds.rehearsal + seconds.counted);
  let ticks = 0;
  let before = 0;
  controlLoop({
    ...rig,
    brain,
    fallback: makeFallback({ ...rig, brain, muscles: arm.muscles }),
    ticks: fixedRate({ timer: virtualTimer(), period: 0.001, stop: () => false }).pipe(
      take(growths.length * EVERY),
    ),
    prepare: (now) => {
      if (now > brain.goals.endsAt() + 0.3) brain.goals.reach(now, 0.1 * (-1) ** ticks, 0.45);
    },
  }).subscribe((turn) => {
    if (turn.decided) statistics.countDecision(turn);
    statistics.count(turn.tick);
    ticks++;
    if (ticks % EVERY !== 0) return;
    const now = getHeapStatistics().used_heap_size;
    growths[ticks / EVERY - 1] = (now - before) / EVERY;
    before = now;
  });
  return median([...growths.subarray(seconds.rehearsal)].filter((growth) => growth >= 0));
}
