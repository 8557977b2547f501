/**
 * The machine's clock, for a loop that owns its thread: sleeps in Atomics.wait, and spins through the
 * last stretch, for the sleep wakes up to that much too late.
 *
 * Made so that waiting leaves no garbage. The clock is process.hrtime, whose result V8 keeps off the
 * heap once it is compiled (performance.now makes some kilobytes a tick while spinning), and the times
 * to sleep are ready-made numbers, for a computed one would be boxed on its way into Atomics.wait.
 */
import { hrtime } from "node:process";
import type { Timer } from "../controller/clock.ts";
import { CALLED, DEADLINE, RETURNED } from "../controller/clock.ts";

/** How long before the deadline sleeping gives way to spinning [s]. */
const SPIN = 200e-6;
/** Sleeps are multiples of this, rounded down [s], and no longer than NAPS of it. */
const GRAIN = 10e-6;
const NAPS = 2000;

export function wallTimer(): Timer {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  /** naps[k]: k grains in ms, just above, so that no entry is a small integer. */
  const naps: number[] = Array.from({ length: NAPS + 1 }, (_, k) => 1000 * GRAIN * (k + 1e-9));
  Object.freeze(naps); // keeps each number in a box of its own, for V8 stores frozen elements tagged

  const now = (): number => {
    const [seconds, nanoseconds] = hrtime();
    return seconds + 1e-9 * nanoseconds;
  };

  return {
    wait(moments) {
      const deadline = moments[DEADLINE] ?? 0;
      let called = false;
      do {
        // The only place that reads the clock: V8 takes the hottest call in, and boxes what others return.
        moments[RETURNED] = now();
        if (called) continue;
        called = true;
        moments[CALLED] = moments[RETURNED] ?? 0;
        const nap = Math.floor((deadline - (moments[CALLED] ?? 0) - SPIN) / GRAIN);
        if (nap > 0) Atomics.wait(nobody, 0, 0, naps[Math.min(nap, NAPS)]);
      } while ((moments[RETURNED] ?? 0) < deadline);
    },
  };
}
