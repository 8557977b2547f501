/**
 * The steps of a calibration, in their order, on any bench: the servos by their potentiometers, and then the test sheet with
 * what was found about them.
 */
import type { SheetFit } from "../../controller/plotter/fit-sheet.ts";
import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import { plainCalibration } from "../../plant/plotter/calibration.ts";
import { lengthsOf } from "../../plant/plotter/linkage-lengths.ts";
import type { Machine } from "../machine/machine.ts";
import type { MachineCalibration } from "../machine/machine-json.ts";
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

/** The machine has to be engaged at home, by the plain calibration. `say` is told what is being done. */
export async function carryOut(
  bench: Bench,
  machine: Machine,
  { servos, sheet }: CalibrationSteps,
  { say, marked }: { readonly say: (text: string) => void; readonly marked: (dot: number) => void },
): Promise<CarriedOut> {
  const { config } = machine;
  const home = homeOf(machine);
  let found: CarriedOut["servos"];
  if (servos && isWired(machine)) {
    say("each servo goes through its range, up and down");
    const hand = makeHand(bench, config, plainOf(machine), home);
    const [first, second] = await calibrateServos(hand, config);
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
  say("the test sheet is drawn: each dot twice, from either side");
  const calibrations = found?.joints ?? machine.calibration.servos?.joints ?? plainOf(machine);
  const hand = makeHand(bench, config, calibrations, home);
  const drawn = await drawSheet(hand, config, dotPlaces(config), marked);
  await hand.moveTo(home);
  return { servos: found, sheet: drawn };
}

const DEGREES = 180 / Math.PI;

/** A fit as it is put into the machine's file. */
export const sheetEntry = (
  { linkage, offsets, gains, play, residual, spreads }: SheetFit,
  felt: boolean,
): NonNullable<MachineCalibration["sheet"]> => ({
  made: new Date().toISOString(),
  felt,
  links: lengthsOf(linkage).map((length) => 1000 * length),
  spreads: spreads.map((spread) => 1000 * spread),
  offsets: [DEGREES * offsets[0], DEGREES * offsets[1]],
  gains: [gains[0], gains[1]],
  play: [DEGREES * play[0], DEGREES * play[1]],
  residual: 1000 * residual,
});
