/**
 * What is measured inside a learner while it learns: how well the cerebellum knows the feedback, how
 * cortex and granule layer move together, how sparse they are.
 */
import type { Analysis } from "../../../controller/learning/ccrnn/learner.ts";
import { meanRowCosine } from "../../metrics/cosine.ts";
import { coupling } from "../../metrics/pearson.ts";
import { populationCorrelation } from "../../metrics/population-correlation.ts";
import { sparseness } from "../../metrics/sparseness.ts";

/** Nothing where there is no cerebellum, or where it says nothing. */
export interface Look {
  /** How many epochs had been learned. */
  readonly epoch: number;
  /** cos(d̂, d̄): with what the cerebellum is taught. */
  readonly cosineWithTarget: number | null;
  /** cos(d̂, ∂L/∂a): with the gradient that full back-propagation gives. */
  readonly cosineWithTruth: number | null;
  /** Mean |r| of each number of the cortical state with each granule cell. */
  readonly coupling: number | null;
  readonly corticalSparseness: number | null;
  readonly granularSparseness: number | null;
  /** How far the cortical population moves as one, 0 to 1, and the room its activity takes. */
  readonly corticalCorrelation: number | null;
  readonly codingSpace: number | null;
}

export function lookInside(epoch: number, seen: Analysis): Look {
  const { predictions, targets, trueGradients, states, stateWidth, granules, granuleCount } = seen;
  const cortex = { activity: states, units: stateWidth };
  const population = populationCorrelation(cortex);
  const hasGranules = granules.length > 0;
  const cells = { activity: granules, units: granuleCount };
  return {
    epoch,
    cosineWithTarget: orNothing(
      hasGranules ? meanRowCosine(predictions, targets, stateWidth).cosine : Number.NaN,
    ),
    cosineWithTruth: orNothing(
      hasGranules ? meanRowCosine(predictions, trueGradients, stateWidth).cosine : Number.NaN,
    ),
    coupling: orNothing(hasGranules ? coupling(cortex, cells).coupling : Number.NaN),
    corticalSparseness: orNothing(sparseness(cortex)),
    granularSparseness: orNothing(hasGranules ? sparseness(cells) : Number.NaN),
    corticalCorrelation: orNothing(population.correlation),
    codingSpace: orNothing(population.codingSpace),
  };
}

/** JSON has no NaN. */
const orNothing = (value: number): number | null => (Number.isFinite(value) ? value : null);
