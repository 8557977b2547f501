/**
 * What a cerebellum can learn besides predicting: a share of the command, and where to aim. Sizes and
 * rates were chosen on seeds from 5000 on.
 */
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { TimeScale } from "../../controller/cerebellum/adaptive-cells.ts";
import { growAdaptiveCells } from "../../controller/cerebellum/adaptive-cells.ts";
import { makeAdaptiveCommand, WISH_FIBRES } from "../../controller/cerebellum/adaptive-command.ts";
import { growGranules } from "../../controller/cerebellum/granule-layer.ts";
import { growPurkinjeCells } from "../../controller/cerebellum/purkinje-cells.ts";
import { makeVisuomotorMap, PLACE_FIBRES } from "../../controller/cerebellum/visuomotor-map.ts";
import { JOINTS } from "../../controller/cortex/command-space.ts";
import { makeRandom } from "../random.ts";
import { WORKSPACE } from "../tasks/workspace.ts";

export interface Adaptation {
  readonly command?: CommandLearning;
  readonly aim?: AimLearning;
}

export interface CommandLearning {
  readonly granuleCells: number;
  /** By how much its weights are expected to drift in a brain period. */
  readonly drift: number;
  /** How far weights are doubted that have learnt nothing (purkinje-cells.ts). */
  readonly doubt: number;
}

export interface AimLearning {
  readonly granuleCells: number;
  readonly fast: TimeScale;
  readonly slow: TimeScale;
  /** No error counts for more than this [m/0.1 m]. */
  readonly errorMax: number;
}

/**
 * Feedback-error learning by a Kalman filter, as the forward model's. Small steps as quick (0.6 % of an
 * error) left 14 to 17 % of the error in a saddle field after 200 trials, where this leaves 9; granule
 * cells made both slower and no better. With more doubt, the first reaches of all go astray.
 */
export const COMMAND_LEARNING: CommandLearning = { granuleCells: 0, drift: 1e-6, doubt: 0.03 };

/**
 * Learning where to aim, on two time scales. Rates are so that a turned cursor is met within some tens
 * of reaches, as people meet it, and memories so that a pause of seconds tells the two apart.
 */
export const AIM_LEARNING: AimLearning = {
  granuleCells: 0,
  fast: { rate: 0.01, memory: 5 },
  slow: { rate: 0.008, memory: 1000 },
  errorMax: 1,
};

/** No weight of the map grows past this. */
const WEIGHT_MAX = 50;

/** Every brain's granule cells for this are wired alike, as those of the forward model are. */
const WIRING = 1;

export function growAdaptation(
  { command, aim }: Adaptation,
  home: readonly [number, number],
  memory: number,
) {
  const random = makeRandom(WIRING);
  return {
    adaptiveCommand:
      command &&
      makeAdaptiveCommand({
        home,
        memory,
        granules: growGranules(command.granuleCells, WISH_FIBRES, random),
        cells: growPurkinjeCells(
          WISH_FIBRES + command.granuleCells,
          JOINTS,
          command.drift,
          command.doubt,
        ),
      }),
    visuomotorMap:
      aim &&
      makeVisuomotorMap({
        centre: WORKSPACE.centre,
        memory,
        granules: growGranules(aim.granuleCells, PLACE_FIBRES, random),
        cells: growAdaptiveCells({
          ...aim,
          inputs: PLACE_FIBRES + aim.granuleCells,
          outputs: 2,
          period: BRAIN_PERIOD,
          weightMax: WEIGHT_MAX,
        }),
      }),
  };
}
