/**
 * Calibrations that were in force before, for the terminal: the newest first.
 */
import type { Machine } from "../machine/machine.ts";
import { madeAt, restoreCalibration } from "../machine/store-calibration.ts";
import { UserError } from "../user-error.ts";
import { describeCalibration } from "./describe.ts";

export function describeVersions(machine: Machine): string {
  const { calibration, former } = machine;
  const text = (each: Machine["calibration"]): string =>
    describeCalibration(machine, each, {})
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => `   ${line}\n`)
      .join("");
  const lines = [`in force, ${madeAt(calibration) ?? "by the plan"}\n${text(calibration)}`];
  for (const [i, each] of former.entries()) {
    lines.push(`${i + 1}: ${madeAt(each) ?? "by the plan"}\n${text(each)}`);
  }
  return lines.join("");
}

/** Puts the former calibration with this number into force again. */
export function restoreVersion(machine: Machine, file: string, number: number): void {
  const former = machine.former[number - 1];
  const made = former && madeAt(former);
  if (made === undefined) {
    throw new UserError(
      `Expected the number of a former calibration, 1 to ${machine.former.length}, found ${number}: --versions lists them.`,
      2,
    );
  }
  restoreCalibration(file, made);
}
