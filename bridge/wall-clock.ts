/**
 * The machine's steady clock for code that reads it here and there in a tick.
 *
 * process.hrtime leaves no garbage where V8 has taken it into the function that calls it, and there is
 * no room left for that in the code of a tick. So a reading is a function of its own, and there are two
 * at one place, for V8 takes in a function only where it always meets the same.
 */
import { hrtime } from "node:process";

/** Places to read into. */
export const FIRST = 0;
export const SECOND = 1;

/** Returns the way to read the clock: moments[FIRST] or moments[SECOND] ← now [s]. Real-time safe. */
export function wallClock(moments: Float64Array): (place: number) => void {
  const now = (): number => {
    const [seconds, nanoseconds] = hrtime();
    return seconds + 1e-9 * nanoseconds;
  };
  const readers = [
    (): void => {
      moments[FIRST] = now();
    },
    (): void => {
      moments[SECOND] = now();
    },
  ];
  return (place) => readers[place]?.();
}
