/** How old the newest record of a loop is by the time that the main thread can have it. */
import { hrtime } from "node:process";
import { AT, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";
import type { SharedBuffers } from "./loop-order.ts";

/** The clock that all threads share [s]. */
const now = (): number => {
  const [seconds, nanoseconds] = hrtime();
  return seconds + 1e-9 * nanoseconds;
};

/** For the loop's thread: notes that its time is `time` [s] now. */
export function noteEpoch({ epoch }: SharedBuffers, time: number): void {
  new Float64Array(epoch)[0] = now() - time;
}

/** For the main thread: age of the newest record now [ms]; 0 before the first. */
export function ringAge(shared: SharedBuffers): () => number {
  const telemetry = telemetryReader(shared.telemetry);
  const epoch = new Float64Array(shared.epoch);
  return () => {
    const time = telemetry.at(telemetry.count() - 1)?.[AT.time];
    return time === undefined ? 0 : Math.max(0, 1000 * (now() - (epoch[0] ?? 0) - time));
  };
}
