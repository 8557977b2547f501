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
import { JOINTS, TORQUE_MAX } from "../../controller/cortex/torque.ts";
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
}

/** A time scale on which nothing is learnt. */
const UNUSED: TimeScale = { rate: 0, memory: Number.POSITIVE_INFINITY };

export const COMMAND_LEARNING: Learning = {
  granuleCells: 200,
  fast: UNUSED,
  slow: { rate: 0.01, memory: Number.POSITIVE_INFINITY },
};

/** Every brain's granule cells for this are wired alike, as those of the forward model are. */
const WIRING = 1;

export function growAdaptation(
  { command, aim }: Adaptation,
  home: readonly [number, number],
  memory: number,
) {
  const random = makeRandom(WIRING);
  const grow = (
    fibres: number,
    outputs: number,
    { granuleCells, fast, slow }: Learning,
    most: number,
  ) => ({
    granules: growGranules(granuleCells, fibres, random),
    cells: growAdaptiveCells({
      inputs: fibres + granuleCells,
      outputs,
      fast,
      slow,
      period: BRAIN_PERIOD,
      errorMax: most,
      weightMax: 10 * most,
    }),
  });
  return {
    adaptiveCommand:
      command &&
      makeAdaptiveCommand({
        home,
        memory,
        ...grow(WISH_FIBRES, JOINTS, command, 2 * TORQUE_MAX[0]),
      }),
    visuomotorMap:
      aim &&
      makeVisuomotorMap({
        centre: WORKSPACE.centre,
        memory,
        ...grow(PLACE_FIBRES, 2, aim, 1),
      }),
  };
}
