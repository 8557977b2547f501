/**
 * The steps of a calibration, in their order, on any bench: the servos by their potentiometers, and then the test sheet with
 * what was found about them.
 */
import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import { plainCalibration } from "../../plant/plotter/calibration.ts";
import type { Machine } from "../machine/machine.ts";
import type { MachineCalibration } from "../machine/machine-json.ts";
import type { Felt } from "./calibrate-servos.ts";
import { calibrateServos } from "./calibrate-servos.ts";
import type { Bench, Pair } from "./hand.ts";
import { makeHand } from "./hand.ts";
import type { MarkedSheet } from "./test-sheet.ts";
import { dotPlaces, drawSheet } from "./test-sheet.ts";

export interface CalibrationSteps {
  readonly servos: boolean;
  readonly sheet: boolean;
}

export interface CarriedOut {
  readonly servos: NonNullable<MachineCalibration["servos"]> | undefined;
  readonly sheet: MarkedSheet | undefined;
}

/** Who hears how it is going. */
export interface Witness {
  readonly begins: (part: "servos" | "sheet") => void;
  readonly felt: Felt;
  /** Whenever the pen has left a dot. */
  readonly marked: (dot: number) => void;
}

export const isWired = ({ config }: Machine): boolean => config.joints.every(({ pot }) => pot);

export const plainOf = ({ config }: Machine): readonly [JointCalibration, JointCalibration] => [
  plainCalibration(config.joints[0]),
  plainCalibration(config.joints[1]),
];

/** Where the arm waits [rad]. */
export function homeOf({ config }: Machine): Pair {
  const q = new Float64Array(2);
  config.arm.inverse(q, ...config.arm.home);
  return [q[0] ?? Number.NaN, q[1] ?? Number.NaN];
}

/** The machine has to be engaged at home, by the plain calibration. */
export async function carryOut(
  bench: Bench,
  machine: Machine,
  { servos, sheet }: CalibrationSteps,
  { begins, felt, marked }: Witness,
): Promise<CarriedOut> {
  const { config } = machine;
  const home = homeOf(machine);
  let found: CarriedOut["servos"];
  if (servos && isWired(machine)) {
    begins("servos");
    const hand = makeHand(bench, config, plainOf(machine), home);
    const [first, second] = await calibrateServos(hand, config, felt);
    found = {
      made: new Date().toISOString(),
      joints: [
        { middle: [...first.middle], hysteresis: first.hysteresis },
        { middle: [...second.middle], hysteresis: second.hysteresis },
      ],
    };
    await hand.moveTo(home);
  }
  if (!sheet) return { servos: found, sheet: undefined };
  begins("sheet");
  const calibrations = found?.joints ?? machine.calibration.servos?.joints ?? plainOf(machine);
  const hand = makeHand(bench, config, calibrations, home);
  const drawn = await drawSheet(hand, config, dotPlaces(config), marked);
  await hand.moveTo(home);
  return { servos: found, sheet: drawn };
}
