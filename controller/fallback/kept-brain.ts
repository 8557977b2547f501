/**
 * What a brain knew when all was well, for the day that it knows nothing: numbers that are none spread
 * through all that learns from them.
 */
import type { Brain } from "../brain.ts";
import type { ForwardModel } from "../cerebellum/forward-model.ts";
import type { Cortex } from "../cortex/cortex.ts";

interface Learners {
  readonly cortex: Pick<Cortex, "reset">;
  /** All of them, not only the one at work. */
  readonly forwardModels: readonly Pick<ForwardModel, "cells">[];
  readonly brain: Pick<Brain, "adaptiveCommand" | "visuomotorMap" | "onlineCortex">;
}

/** Both methods are real-time safe. */
export interface KeptBrain {
  /** What the brain knows now is good. */
  keep(): void;
  /**
   * The cerebellum knows what it knew at the last `keep`. The cortex has the weights that it came with,
   * and forgets what went before.
   */
  restore(): void;
}

/** Keeps what the brain knows to begin with. */
export function keepBrain({ cortex, forwardModels, brain }: Learners): KeptBrain {
  const { adaptiveCommand, visuomotorMap, onlineCortex } = brain;
  const cells = [
    ...forwardModels.map((model) => model.cells),
    adaptiveCommand?.cells,
    visuomotorMap?.cells,
    onlineCortex?.cerebellum.cells,
    onlineCortex?.body.motion,
    onlineCortex?.body.posture,
  ];
  const kept = cells
    .flatMap((each) => each?.memory ?? [])
    .map((memory) => ({ memory, copy: memory.slice() }));
  return {
    keep() {
      for (const { memory, copy } of kept) copy.set(memory);
    },
    restore() {
      for (const { memory, copy } of kept) memory.set(copy);
      onlineCortex?.reset();
      cortex.reset();
    },
  };
}
