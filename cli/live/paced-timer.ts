/**
 * Virtual time that does not run ahead of the clock: what happens in it is what would happen in virtual
 * time, and can be looked on at. Where the machine cannot keep up, it passes more slowly.
 */
import { performance } from "node:perf_hooks";
import type { Timer } from "../../controller/clock.ts";
import { RETURNED, virtualTimer } from "../../controller/clock.ts";

/** It may run ahead by so much before it is waited for [ms of the clock]. */
const AHEAD = 2;

/** Passes `speed` times as fast as life. Sleeps: for a thread of its own. */
export function pacedTimer(speed: number): Timer {
  const { wait } = virtualTimer();
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  let began = Number.NaN;
  return {
    wait(moments) {
      wait(moments);
      const now = performance.now();
      if (Number.isNaN(began)) began = now;
      const ahead = began + (1000 * (moments[RETURNED] ?? 0)) / speed - now;
      if (ahead > AHEAD) Atomics.wait(nobody, 0, 0, ahead);
    },
  };
}
