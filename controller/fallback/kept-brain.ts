/**
 * What a brain knew when all was well, for the day that it knows nothing: numbers that are none spread
 * through all that learns from them.
 */
import type { Cerebellum } from "../brain-weights.ts";
import type { Cortex } from "../cortex/cortex.ts";

/** Both methods are real-time safe. */
export interface KeptBrain {
  /** What the cerebellum knows now is good. */
  keep(): void;
  /** The cerebellum knows what it knew at the last `keep`; the cortex forgets what went before. */
  restore(): void;
}

/** Keeps what the cerebellum knows to begin with. */
export function keepBrain(cortex: Cortex, { purkinje }: Cerebellum): KeptBrain {
  const weights = purkinje.weights.slice();
  const covariance = purkinje.covariance.slice();
  return {
    keep() {
      weights.set(purkinje.weights);
      covariance.set(purkinje.covariance);
    },
    restore() {
      purkinje.weights.set(weights);
      purkinje.covariance.set(covariance);
      cortex.reset();
    },
  };
}
