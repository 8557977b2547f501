/**
 * How well a movement went, from what a watcher sees once per brain period: plant- and clock-free.
 *
 *   path error       √ mean |p − p*|² over the planned movement, time-aligned
 *   end-point error  |p − target|, SETTLING seconds after the movement should have ended
 */
import type { ReadonlyVec } from "../plant/vec.ts";

/** Time that the hand is given to come to rest before its end point counts [s]. */
export const SETTLING = 0.3;

export interface MovementScore {
  /** [m] */
  readonly pathRms: number;
  /** [m] */
  readonly pathMax: number;
  /** [m] */
  readonly endpointError: number;
  /** How many sights the path was judged by. */
  readonly samples: number;
}

export interface MovementScorer {
  /** A movement begins. What was not over is forgotten. Real-time safe. */
  begin(): void;
  /** One sight of it, under way: hand and desired position [m]. Real-time safe. */
  follow(hand: ReadonlyVec, wish: ReadonlyVec): void;
  /** Judges the movement that has settled with the hand here; nothing where there was none. */
  settle(hand: ReadonlyVec, target: ReadonlyVec): MovementScore | undefined;
}

export function makeMovementScorer(): MovementScorer {
  /** Sum of squares, largest square, sights. */
  const seen = new Float64Array(3);

  return {
    begin() {
      seen.fill(0);
    },

    follow(hand, wish) {
      const dx = hand[0] - wish[0];
      const dy = hand[1] - wish[1];
      const squared = dx * dx + dy * dy;
      seen[0] += squared;
      seen[1] = Math.max(seen[1], squared);
      seen[2]++;
    },

    settle(hand, target) {
      if (seen[2] === 0) return undefined;
      const score = {
        pathRms: Math.sqrt(seen[0] / seen[2]),
        pathMax: Math.sqrt(seen[1]),
        endpointError: Math.hypot(hand[0] - target[0], hand[1] - target[1]),
        samples: seen[2],
      };
      seen.fill(0);
      return score;
    },
  };
}

/** The middle value; the mean of the two in the middle where there are two. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
