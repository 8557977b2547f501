/**
 * A batch of practice: what the hand should do, and everything that disturbs it, drawn beforehand so
 * that a rollout is a plain function of its weights.
 */
import { BRAIN_PERIOD } from "../brain-period.ts";
import { TORQUES } from "../cortex/command-space.ts";
import { PREVIEW } from "../cortex/cortical-input.ts";

/** Preview times in ticks. */
export const PREVIEW_TICKS = PREVIEW.map((ahead) => Math.round(ahead / BRAIN_PERIOD));
const PREVIEW_MAX = PREVIEW_TICKS[PREVIEW_TICKS.length - 1];

export interface Episodes {
  readonly batch: number;
  readonly horizon: number;
  /** Desired positions [m], [batch × wishLength × 2]: longer than the horizon by the preview. */
  readonly wish: Float64Array;
  readonly wishLength: number;
  /** States at the start [batch × 4]. */
  readonly start: Float64Array;
  /** Added to the state that the cortex is told [horizon × batch × 4]. */
  readonly stateNoise: Float64Array;
  /** The command that acts is the one given times `gain`, [horizon × batch × commands]. */
  readonly gain: Float64Array;
  /** Torques from outside [N·m], [horizon × batch × 2]. */
  readonly push: Float64Array;
  /** Ticks by which the state that the cortex is told is late, [batch]. */
  readonly lag: Int32Array;
}

/** Undisturbed episodes for commands of so many numbers, to be filled in. */
export function allocateEpisodes(
  batch: number,
  horizon: number,
  commands = TORQUES.size,
): Episodes {
  const wishLength = horizon + PREVIEW_MAX + 1;
  return {
    batch,
    horizon,
    wish: new Float64Array(batch * wishLength * 2),
    wishLength,
    start: new Float64Array(batch * 4),
    stateNoise: new Float64Array(horizon * batch * 4),
    gain: new Float64Array(horizon * batch * commands).fill(1),
    push: new Float64Array(horizon * batch * 2),
    lag: new Int32Array(batch),
  };
}
