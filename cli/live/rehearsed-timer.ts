/**
 * A timer whose first stretch takes no time: the loop runs through it as fast as it can, so that the
 * machine has compiled every part of it before the first tick that has to be on time.
 *
 * It has to be the same loop with the same objects, for V8 compiles anew what is made anew.
 */
import type { Timer } from "../../controller/clock.ts";
import { CALLED, DEADLINE, RETURNED } from "../../controller/clock.ts";

/**
 * In the rehearsal one wait in so many is a real one [s]: waiting has to be compiled too, and the
 * compiler, which has a thread of its own, needs time to do it.
 */
const REAL_EVERY = 50;
const REAL_WAIT = 1e-3;

/** The first `seconds` of the loop's time pass at once, and from then on `timer` has its say. */
export function rehearsedTimer(timer: Timer, seconds: number): Timer {
  const real = new Float64Array(3);
  timer.wait(real);
  /** What makes the loop's time that of `timer` [s]. */
  const shift = new Float64Array(1);
  let waits = 0;

  return {
    wait(moments) {
      const deadline = moments[DEADLINE] ?? 0;
      const rehearsing = deadline <= seconds;
      const pause = waits++ % REAL_EVERY === 0 ? REAL_WAIT : 0;
      const soon = (real[RETURNED] ?? 0) + pause;
      const due = deadline + (shift[0] ?? 0);
      real[DEADLINE] = rehearsing ? soon : due;
      timer.wait(real);
      moments[CALLED] = (real[CALLED] ?? 0) - (shift[0] ?? 0);
      if (rehearsing) shift[0] = (real[RETURNED] ?? 0) - deadline;
      moments[RETURNED] = (real[RETURNED] ?? 0) - (shift[0] ?? 0);
    },
  };
}
