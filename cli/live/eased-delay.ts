/**
 * A new delay of the senses that comes by and by: a jump would be news from one moment to the next of
 * what happened in between, which the cerebellum has never met, and the arm would twitch.
 */
import type { SimulatedArm } from "../../sim/simulated-arm.ts";

/** Change in a decision [s]: time as it is felt goes by a fifth faster or slower. */
const STEP = 0.002;

/** Call what this returns at every decision: `wanted[0]` is the delay to get to [s]. Real-time safe. */
export const easedDelay = (plant: SimulatedArm, wanted: Float64Array) => (): void => {
  const missing = (wanted[0] ?? 0) - plant.delay;
  if (missing !== 0) plant.delay += Math.min(STEP, Math.max(-STEP, missing));
};
