/**
 * A timer that can be held: the loop is let go at its next wait, its time stands still, and when it is
 * released it goes on as if nothing had been. So its thread can rest while another moves the arm.
 */
import { setTimeout } from "node:timers/promises";
import type { Timer } from "../../controller/clock.ts";
import { CALLED, DEADLINE, RETURNED } from "../../controller/clock.ts";

/** Places in the flags: 1 while the loop shall rest; 1 while it does. */
const HOLD = 0;
const HELD = 1;

export const holdFlags = (): SharedArrayBuffer => new SharedArrayBuffer(8);

/** For the loop's thread; real-time safe as long as nobody holds it. */
export function heldTimer(timer: Timer, buffer: SharedArrayBuffer): Timer {
  const flags = new Int32Array(buffer);
  const real = new Float64Array(3);
  /** [0]: time that was stood still for [s]. */
  const still = new Float64Array(1);

  const rest = (): void => {
    const from = real[RETURNED] ?? 0;
    Atomics.store(flags, HELD, 1);
    while (Atomics.load(flags, HOLD) === 1) Atomics.wait(flags, HOLD, 1);
    Atomics.store(flags, HELD, 0);
    real[DEADLINE] = 0;
    timer.wait(real);
    still[0] = (still[0] ?? 0) + (real[RETURNED] ?? 0) - from;
  };

  return {
    wait(moments) {
      if (Atomics.load(flags, HOLD) === 1) rest();
      real[DEADLINE] = (moments[DEADLINE] ?? 0) + (still[0] ?? 0);
      timer.wait(real);
      moments[CALLED] = (real[CALLED] ?? 0) - (still[0] ?? 0);
      moments[RETURNED] = (real[RETURNED] ?? 0) - (still[0] ?? 0);
    },
  };
}

/** For others: holds the loop, and resolves when it rests. */
export async function hold(buffer: SharedArrayBuffer): Promise<void> {
  const flags = new Int32Array(buffer);
  Atomics.store(flags, HOLD, 1);
  while (Atomics.load(flags, HELD) === 0) await setTimeout(1);
}

export function release(buffer: SharedArrayBuffer): void {
  const flags = new Int32Array(buffer);
  Atomics.store(flags, HOLD, 0);
  Atomics.notify(flags, HOLD);
}
