/**
 * What a cerebellum can learn besides predicting: a share of the command, and where to aim. Sizes and
 * rates were chosen on seeds from 5000 on.
 */
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { TimeScale } from "../../controller/cerebellum/adaptive-cells.ts";
import { growAdaptiveCells } from "../../controller/cerebellum/adaptive-cells.ts";
import { makeAdaptiveCommand, WISH_FIBRES } from "../../controller/cerebellum/adaptive-command.ts";
import { growGranules } from "../../controller/cerebellum/granule-layer.ts";
import { makeVisuomotorMap, PLACE_FIBRES } from "../../controller/cerebellum/visuomotor-map.ts";
import { JOINTS } from "../../controller/cortex/torque.ts";
import { makeRandom } from "../random.ts";
import { WORKSPACE } from "../tasks/workspace.ts";

export interface Adaptation {
  readonly command?: Learning;
  readonly aim?: Learning;
}

export interface Learning {
  readonly granuleCells: number;
  readonly fast: TimeScale;
  readonly slow: TimeScale;
  /** No error counts for more than this, so that a catch trial teaches no more than others. */
  readonly errorMax: number;
}

/** A time scale on which nothing is learnt. */
const UNUSED: TimeScale = { rate: 0, memory: Number.POSITIVE_INFINITY };

/** Feedback-error learning in a field: no granule cells, whose rates say little that the fibres do not. */
export const COMMAND_LEARNING: Learning = {
  granuleCells: 0,
  fast: UNUSED,
  slow: { rate: 0.006, memory: Number.POSITIVE_INFINITY },
  errorMax: 1,
};

/**
 * Learning where to aim, on two time scales. Rates are so that a turned cursor is met within some tens
 * of reaches, as people meet it, and memories so that a pause of seconds tells the two apart.
 */
export const AIM_LEARNING: Learning = {
  granuleCells: 0,
  fast: { rate: 0.01, memory: 5 },
  slow: { rate: 0.008, memory: 1000 },
  errorMax: 1,
};

/** No weight grows past this, in either of them. */
const WEIGHT_MAX = 50;

/** Every brain's granule cells for this are wired alike, as those of the forward model are. */
const WIRING = 1;

export function growAdaptation(
  { command, aim }: Adaptation,
  home: readonly [number, number],
  memory: number,
) {
  const random = makeRandom(WIRING);
  const grow = (fibres: number, outputs: number, learning: Learning) => ({
    granules: growGranules(learning.granuleCells, fibres, random),
    cells: growAdaptiveCells({
      inputs: fibres + learning.granuleCells,
      outputs,
      fast: learning.fast,
      slow: learning.slow,
      period: BRAIN_PERIOD,
      errorMax: learning.errorMax,
      weightMax: WEIGHT_MAX,
    }),
  });
  return {
    adaptiveCommand:
      command && makeAdaptiveCommand({ home, memory, ...grow(WISH_FIBRES, JOINTS, command) }),
    visuomotorMap:
      aim && makeVisuomotorMap({ centre: WORKSPACE.centre, memory, ...grow(PLACE_FIBRES, 2, aim) }),
  };
}
