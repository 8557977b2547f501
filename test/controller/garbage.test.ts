import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { take } from "rxjs";
import { expect, test } from "vitest";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { controlLoop } from "../../controller/loop.ts";
import { median } from "../../sim/movement-score.ts";
import { smallBrain } from "./small-brain.ts";

// What V8 boxes depends on when it compiles what, and so on what else the machine is doing; like this,
// it compiles at the same moments in every run.
setFlagsFromString("--no-concurrent-recompilation");

const EVERY = 1000;
/** Seconds of rehearsal, in which V8 compiles and recompiles what runs; then those that count. */
const REHEARSAL = 20;
const MINUTE = 60;

test("a minute of brain, arm and loop at 1 kHz makes less than 16 bytes of garbage a tick", () => {
  const rig = smallBrain({ engine: "wasm-simd" });
  const { brain } = rig;
  const growths = new Float64Array(REHEARSAL + MINUTE);
  let ticks = 0;
  let before = 0;
  controlLoop({
    ...rig,
    ticks: fixedRate({ timer: virtualTimer(), period: 0.001, stop: () => false }).pipe(
      take((REHEARSAL + MINUTE) * EVERY),
    ),
    prepare: (now) => {
      if (now > brain.goals.endsAt() + 0.3) brain.goals.reach(now, 0.1 * (-1) ** ticks, 0.45);
    },
  }).subscribe(() => {
    ticks++;
    if (ticks % EVERY !== 0) return;
    const now = getHeapStatistics().used_heap_size;
    growths[ticks / EVERY - 1] = (now - before) / EVERY;
    before = now;
  });
  // Where garbage was collected the heap has shrunk.
  const counted = [...growths.subarray(REHEARSAL)].filter((growth) => growth >= 0);
  expect(counted.length).toBeGreaterThan(MINUTE / 2);
  expect(median(counted)).toBeLessThan(16);
});
