/**
 * Forward models to choose from: what the first term is, and what learns the second.
 */

import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { Cerebellum } from "../../controller/brain-weights.ts";
import { growCerebellum } from "../../controller/brain-weights.ts";
import { growAdaptiveCells } from "../../controller/cerebellum/adaptive-cells.ts";
import type { ForwardModelOptions, ReadOut } from "../../controller/cerebellum/forward-model.ts";
import { keepingWhatWasGood } from "../../controller/cerebellum/kept-read-out.ts";
import { nominalModel } from "../../controller/cerebellum/nominal-model.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { makeRandom } from "../random.ts";

export type Prediction =
  /** What the cerebellum has learnt so far, and goes on learning, by a Kalman filter. */
  | { readonly kind: "learnt" }
  /** The same, beginning with nothing. */
  | { readonly kind: "scratch" }
  /** Nothing learnt: the equations of `arm`, or of the true one. */
  | { readonly kind: "model"; readonly arm?: Arm }
  /** Both: the equations of `arm`, and a Kalman filter that begins with nothing for what they leave. */
  | { readonly kind: "hybrid"; readonly arm?: Arm }
  /** Nothing to begin with: granule cells, and small steps instead of a filter. */
  | { readonly kind: "granules"; readonly cells: number; readonly rate: number };

/** Granule cells of the largest that a live brain has. */
export const LIVE_GRANULES = 400;

/** What a live brain can change to from what it has learnt: small steps, or the equations of its arm. */
export const LEARNER_PREDICTIONS: readonly Prediction[] = [
  { kind: "granules", cells: LIVE_GRANULES, rate: 0.1 },
  { kind: "hybrid" },
];

type Parts = Pick<ForwardModelOptions, "granules" | "cells" | "nominal">;

/** The same wiring of granule cells for every brain. */
const WIRING = 2;
/** No more is learnt from an error than from one of this size, in the forward model's units. */
const ERROR_MAX = 2;
const WEIGHT_MAX = 50;

export function predictionParts(
  prediction: Prediction = { kind: "learnt" },
  cerebellum: Cerebellum,
  arm: Arm,
): Parts {
  switch (prediction.kind) {
    case "learnt":
      return { granules: cerebellum.granules, cells: cerebellum.purkinje };
    case "scratch":
      return fresh(0);
    case "model":
      return { ...smallSteps(0, 0), nominal: nominalModel(prediction.arm ?? arm) };
    case "hybrid":
      return { ...fresh(0), nominal: nominalModel(prediction.arm ?? arm) };
    case "granules":
      return smallSteps(prediction.cells, prediction.rate);
  }
}

function fresh(granuleCells: number): Parts {
  const { granules, purkinje } = growCerebellum(granuleCells, makeRandom(WIRING));
  return { granules, cells: purkinje };
}

function smallSteps(granuleCells: number, rate: number): Parts {
  const { granules, cells } = fresh(granuleCells);
  const lasting = { memory: Number.POSITIVE_INFINITY };
  const grow = (): ReadOut =>
    growAdaptiveCells({
      inputs: cells.inputs,
      outputs: cells.outputs,
      fast: { rate: 0, ...lasting },
      slow: { rate, ...lasting },
      period: BRAIN_PERIOD,
      errorMax: ERROR_MAX,
      weightMax: WEIGHT_MAX,
    });
  return { granules, cells: keepingWhatWasGood(grow(), grow()) };
}
