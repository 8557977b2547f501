/**
 * What was found, as it is put into the machine's file in place of what is there.
 */
import type { SheetFit } from "../../controller/plotter/fit-sheet.ts";
import { lengthsOf } from "../../plant/plotter/linkage-lengths.ts";
import type { Machine } from "../machine/machine.ts";
import type { MachineCalibration } from "../machine/machine-json.ts";
import type { CarriedOut } from "./carry-out.ts";
import type { Measured } from "./test-sheet.ts";
import { fitPoints } from "./test-sheet.ts";
import type { WaitingSheet } from "./waiting-sheet.ts";

const DEGREES = 180 / Math.PI;

/** Another calibration of the servos makes an older sheet void. */
export const withServos = (
  { calibration }: Machine,
  servos: CarriedOut["servos"],
): MachineCalibration => (servos ? { servos } : calibration);

/** With what measured `points` [mm] say; throws a UserError if that is too little, or cannot be. */
export const withSheet = (
  machine: Machine,
  sheet: WaitingSheet,
  points: readonly (Measured | null)[],
): MachineCalibration => ({
  ...withServos(machine, sheet.servos),
  sheet: sheetEntry(fitPoints(sheet, points, machine), sheet.felt),
});

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
