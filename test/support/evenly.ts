import { fc } from "@fast-check/vitest";

const STEPS = 2 ** 30;

/**
 * Numbers from `min` to `max`, evenly. `fc.double` draws its bits evenly instead, so that nearly all
 * of its numbers are next to nothing.
 */
export const evenly = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: STEPS }).map((n) => min + ((max - min) * n) / STEPS);
