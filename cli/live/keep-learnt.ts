/** What a brain has learnt, kept and brought back, so that what a rehearsal taught it is forgotten. */
import type { Rig } from "../../sim/experiments/rig.ts";

export function keepLearnt({ brain, forwardModels }: Rig): { restore(): void } {
  const { adaptiveCommand, visuomotorMap } = brain;
  const kept = [
    ...forwardModels.flatMap(({ cells }) => cells.memory),
    ...(adaptiveCommand?.cells.memory ?? []),
    ...(visuomotorMap?.cells.memory ?? []),
  ].map((memory) => ({ memory, copy: memory.slice() }));
  return {
    restore() {
      for (const { memory, copy } of kept) memory.set(copy);
    },
  };
}
