/**
 * The machine's clock, for a loop that owns its thread: sleeps in Atomics.wait, and spins through the
 * last stretch, for the sleep wakes up to that much too late.
 */
import type { Timer } from "../controller/clock.ts";

/** How long before the deadline sleeping gives way to spinning [ms]. */
const SPIN = 0.2;

export function wallTimer(): Timer {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  return {
    now: () => performance.now() / 1000,
    waitUntil(time) {
      const deadline = 1000 * time;
      const sleep = deadline - performance.now() - SPIN;
      if (sleep > 0) Atomics.wait(nobody, 0, 0, sleep);
      while (performance.now() < deadline);
    },
  };
}
