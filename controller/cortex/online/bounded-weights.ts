/**
 * Keeps a cortex that learns while it moves near the weights that it came with, and takes it back when
 * it has become worse.
 *
 *   |W − W₀| ≤ radius
 *
 * Errors are judged span by span. A span that is no worse than what is kept is kept itself; one that is
 * much worse takes the cortex back to what is kept, whose error is then measured anew, for it may be the
 * world that has changed. What is not a number takes it back to W₀.
 */
import type { Kernels, Offset } from "../../kernels/kernels.ts";
import type { CortexWeights } from "../cortex.ts";

export interface WeightBounds {
  /** Largest distance from the weights it came with, as a share of their norm. */
  readonly radius: number;
  /** Decisions in a span. */
  readonly span: number;
  /** So many times the kept error is much worse. */
  readonly worse: number;
}

export interface BoundsMemory {
  readonly shipped: Offset;
  readonly kept: Offset;
  readonly change: Offset;
}

export const allocateBounds = (kernels: Kernels, { count, start }: CortexWeights): BoundsMemory => {
  const memory = {
    shipped: kernels.allocate(count),
    kept: kernels.allocate(count),
    change: kernels.allocate(count),
  };
  kernels.copy(memory.shipped, start, count);
  return memory;
};

export type Verdict = "pending" | "kept" | "neither" | "taken back";

/** All methods are real-time safe. */
export function boundWeights(
  kernels: Kernels,
  weights: CortexWeights,
  memory: BoundsMemory,
  bounds: WeightBounds,
) {
  const { start, count } = weights;
  const { shipped, kept, change } = memory;
  const most = bounds.radius * Math.sqrt(kernels.sumOfSquares(shipped, count));
  /** Mean square of what is kept; sum of squares and number of samples of this span; distance. */
  const numbers = new Float64Array(4).fill(0);
  numbers[0] = Number.POSITIVE_INFINITY;

  return {
    /** |W − W₀| after the last `constrain`, as a share of its bound. */
    reach: (): number => numbers[3],

    /** Brings the weights back within their bound; false, and W₀, where they are no numbers. */
    constrain(): boolean {
      kernels.copy(change, start, count);
      kernels.addScaled(change, -1, shipped, count);
      const distance = Math.sqrt(kernels.sumOfSquares(change, count));
      numbers[3] = distance / most;
      if (!Number.isFinite(distance)) {
        this.restore();
        return false;
      }
      if (distance > most) {
        kernels.copy(start, shipped, count);
        kernels.addScaled(start, most / distance, change, count);
        numbers[3] = 1;
      }
      return true;
    },

    /** Takes note of a squared error [m²], and judges when a span is over. */
    judge(squared: number): Verdict {
      numbers[1] += squared;
      numbers[2]++;
      if (numbers[2] < bounds.span) return "pending";
      const mean = numbers[1] / numbers[2];
      numbers[1] = 0;
      numbers[2] = 0;
      if (mean <= numbers[0]) {
        numbers[0] = mean;
        kernels.copy(kept, start, count);
        return "kept";
      }
      if (mean <= bounds.worse ** 2 * numbers[0]) return "neither";
      kernels.copy(start, kept, count);
      numbers[0] = Number.POSITIVE_INFINITY;
      return "taken back";
    },

    /** W ← W₀, and nothing is known of how good that is. */
    restore(): void {
      kernels.copy(start, shipped, count);
      kernels.copy(kept, shipped, count);
      numbers.fill(0);
      numbers[0] = Number.POSITIVE_INFINITY;
    },
  };
}
