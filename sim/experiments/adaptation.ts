/**
 * What a cerebellum can learn besides predicting: a share of the command, and where to aim. Sizes and
 * rates were chosen on seeds from 5000 on.
 */
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { AdaptiveCells, TimeScale } from "../../controller/cerebellum/adaptive-cells.ts";
import { growAdaptiveCells } from "../../controller/cerebellum/adaptive-cells.ts";
import { makeAdaptiveCommand, WISH_FIBRES } from "../../controller/cerebellum/adaptive-command.ts";
import type { ReadOut } from "../../controller/cerebellum/forward-model.ts";
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

/** A Kalman filter, or small steps on two time scales. */
export type CommandLearning = FilterLearning | TwoStateLearning;

interface FilterLearning {
  readonly kind: "filter";
  readonly granuleCells: number;
  /** By how much its weights are expected to drift in a brain period. */
  readonly drift: number;
  /** How far weights are doubted that have learnt nothing (purkinje-cells.ts). */
  readonly doubt: number;
}

interface TwoStateLearning {
  readonly kind: "two states";
  readonly granuleCells: number;
  readonly fast: TimeScale;
  readonly slow: TimeScale;
  /** No error counts for more than this: in N·m of the command, in 0.1 m of the aim. */
  readonly errorMax: number;
}

export type AimLearning = Omit<TwoStateLearning, "kind">;

/**
 * Feedback-error learning by a Kalman filter, as the forward model's. Small steps as quick (0.6 % of an
 * error) left 14 to 17 % of the error in a saddle field after 200 trials, where this leaves 9; granule
 * cells made both slower and no better. With more doubt, the first reaches of all go astray.
 */
export const COMMAND_LEARNING: CommandLearning = {
  kind: "filter",
  granuleCells: 0,
  drift: 1e-6,
  doubt: 0.03,
};

/** The same on two time scales, which forget: not as good at a field, but as people are at two. */
export const COMMAND_TWO_STATES: CommandLearning = {
  kind: "two states",
  granuleCells: 0,
  fast: { rate: 0.006, memory: 5 },
  slow: { rate: 0.002, memory: 1000 },
  errorMax: 1,
};

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

/** No weight that learns by small steps grows past this. */
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
        cells: commandCells(command),
      }),
    visuomotorMap:
      aim &&
      makeVisuomotorMap({
        centre: WORKSPACE.centre,
        memory,
        granules: growGranules(aim.granuleCells, PLACE_FIBRES, random),
        cells: stepping(aim, PLACE_FIBRES, 2),
      }),
  };
}

function commandCells(command: CommandLearning): ReadOut {
  if (command.kind === "two states") return stepping(command, WISH_FIBRES, JOINTS);
  const { granuleCells, drift, doubt } = command;
  return growPurkinjeCells(WISH_FIBRES + granuleCells, JOINTS, drift, doubt);
}

const stepping = (learning: AimLearning, fibres: number, outputs: number): AdaptiveCells =>
  growAdaptiveCells({
    ...learning,
    inputs: fibres + learning.granuleCells,
    outputs,
    period: BRAIN_PERIOD,
    weightMax: WEIGHT_MAX,
  });
