/**
 * How fast a job may be played when somebody asks for a factor f of its speed on paper.
 *
 *   r(t) ≤ √(c(t + Δ)² + 2 a Δ)     for all Δ ≥ 0,     c = 1 while the pen is off the paper, else min(f, max(1, ω / |q̇|))
 *
 * a is the most by which the rate changes in a second (playback.ts): it is back at 1 when the pen begins to move, for a pen
 * does not rise faster because somebody is in a hurry. ω is the speed that the joints have in the air.
 */
import { RATE_SLEW } from "./playback.ts";
import type { Timeline } from "./timeline.ts";
import { MOMENT } from "./timeline.ts";

/** Between two places that are looked at, in seconds of the job. */
const STEP = 0.02;

/** The rate to aim at, for `timeline` at `time` [s of the job]. `jointSpeed`: ω [rad/s]. */
export function makeInkRate(timeline: Timeline, jointSpeed: number) {
  const here = new Float64Array(MOMENT);
  const next = new Float64Array(MOMENT);
  return (time: number, factor: number): number => {
    let rate = factor;
    // Farther away than this nothing can matter.
    const horizon = Math.max(0, (factor * factor - 1) / (2 * RATE_SLEW));
    timeline.read(here, time);
    for (let ahead = 0; ahead <= horizon; ahead += STEP) {
      timeline.read(next, time + ahead + STEP);
      const speed = Math.max(Math.abs(next[0] - here[0]), Math.abs(next[1] - here[1])) / STEP;
      const most = here[4] > 0 ? 1 : Math.min(factor, Math.max(1, jointSpeed / speed));
      if (ahead === 0 && here[4] > 0) rate = 1;
      rate = Math.min(rate, Math.sqrt(most * most + 2 * RATE_SLEW * ahead));
      here.set(next);
    }
    return rate;
  };
}
