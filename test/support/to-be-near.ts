import { expect } from "vitest";

interface Tolerance {
  /** Absolute. */
  readonly atol?: number;
  /** Relative to the expected entry. */
  readonly rtol?: number;
}

declare module "vitest" {
  interface Matchers<T = any> {
    /** Every entry within atol + rtol · |expected|. Names the worst entry when it fails. */
    toBeNear(expected: ArrayLike<number>, tolerance: Tolerance): T;
  }
}

expect.extend({
  toBeNear(received: ArrayLike<number>, expected: ArrayLike<number>, tolerance: Tolerance) {
    const { atol = 0, rtol = 0 } = tolerance;
    if (received.length !== expected.length) {
      return {
        pass: false,
        message: () => `expected ${expected.length} entries, found ${received.length}`,
      };
    }
    let worst = 0;
    let at = -1;
    for (let i = 0; i < expected.length; i++) {
      const allowed = atol + rtol * Math.abs(expected[i]);
      const excess = Math.abs(received[i] - expected[i]) - allowed;
      if (!(excess <= worst)) {
        worst = excess;
        at = i;
      }
    }
    return {
      pass: at < 0,
      message: () =>
        `entry ${at}: expected ${expected[at]}, found ${received[at]} (atol ${atol}, rtol ${rtol})`,
    };
  },
});
