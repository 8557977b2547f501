/**
 * The servo that lifts the pen: it follows its pulse with a lag and a bounded speed, and the pen touches the
 * paper while the pulse it has reached is nearer to `down` than to `up`.
 */
import type { PenServo } from "./plotter.ts";

export interface PenFlaws {
  /** [s] */
  readonly lag: number;
  /** [µs/s] */
  readonly slew: number;
}

export interface Pen {
  /** A pulse of `width` µs has ended. */
  pulse(width: number): void;
  release(): void;
  advance(dt: number): void;
  touches(): boolean;
}

/** A pen that rests in the air. */
export function makePen({ up, down }: PenServo, { lag, slew }: PenFlaws): Pen {
  let aim = up;
  let reached = up;
  return {
    pulse(width) {
      aim = width;
    },
    release() {
      aim = reached;
    },
    advance(dt) {
      const step = (aim - reached) * (1 - Math.exp(-dt / lag));
      reached += Math.min(slew * dt, Math.max(-slew * dt, step));
    },
    touches: () => Math.abs(reached - down) < Math.abs(reached - up),
  };
}
