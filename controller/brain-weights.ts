/**
 * All that a brain has learnt, in the memory that it runs from.
 */
import type { GranuleLayer } from "./cerebellum/granule-layer.ts";
import { growGranules } from "./cerebellum/granule-layer.ts";
import { mossyFibreCount } from "./cerebellum/mossy-fibres.ts";
import type { PurkinjeCells } from "./cerebellum/purkinje-cells.ts";
import { growPurkinjeCells } from "./cerebellum/purkinje-cells.ts";
import { TORQUES } from "./cortex/command-space.ts";
import type { CortexWeights } from "./cortex/cortex.ts";
import { allocateCortex } from "./cortex/cortex.ts";
import type { Kernels } from "./kernels/kernels.ts";

export interface Cerebellum {
  readonly granules: GranuleLayer;
  readonly purkinje: PurkinjeCells;
}

export interface BrainWeights {
  readonly cortex: CortexWeights;
  readonly cerebellum: Cerebellum;
}

/** By how much the cerebellum expects its weights to drift in a brain period. */
const DRIFT = 1e-3;

/** A cerebellum that has learnt nothing, with `granuleCells` granule cells, for commands of so many numbers. */
export function growCerebellum(
  granuleCells: number,
  random: { uniform(): number; normal(): number },
  commands = TORQUES.size,
): Cerebellum {
  const fibres = mossyFibreCount(commands);
  return {
    granules: growGranules(granuleCells, fibres, random),
    purkinje: growPurkinjeCells(fibres + granuleCells, 4, DRIFT),
  };
}

/** Room for a brain of this size. */
export function allocateBrain(
  kernels: Kernels,
  hidden: number,
  granuleCells: number,
  random: { uniform(): number; normal(): number },
  commands = TORQUES.size,
): BrainWeights {
  return {
    cortex: allocateCortex(kernels, hidden, commands),
    cerebellum: growCerebellum(granuleCells, random, commands),
  };
}

/** A cerebellum that has learnt the same and goes on by itself; the granules' wiring is shared. */
export function copyCerebellum({ granules, purkinje }: Cerebellum): Cerebellum {
  const twin = growPurkinjeCells(purkinje.inputs, purkinje.outputs, DRIFT);
  twin.weights.set(purkinje.weights);
  twin.covariance.set(purkinje.covariance);
  return { granules, purkinje: twin };
}
