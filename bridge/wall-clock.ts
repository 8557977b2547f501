import { hrtime } from "node:process";

/**
 * moments[at] ← the machine's steady clock [s]. Real-time safe: what process.hrtime returns stays off
 * the heap once this is compiled, and a time that is written and not returned is not boxed.
 * (performance.now makes some kilobytes a tick while spinning.)
 */
export function readClock(moments: Float64Array, at: number): void {
  const [seconds, nanoseconds] = hrtime();
  moments[at] = seconds + 1e-9 * nanoseconds;
}
