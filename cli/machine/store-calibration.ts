/**
 * Puts a calibration into a machine's file, beside what its owner wrote there. What was in force before is kept there as well,
 * so that nothing that somebody has measured is ever lost.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { UserError } from "../user-error.ts";
import { writeWhole } from "../write-whole.ts";
import { parseMachine } from "./machine.ts";
import type { MachineCalibration, MachineJson } from "./machine-json.ts";

/** A machine of which nothing is known but how it is meant to be built. */
const unknown: MachineJson = { format: "purkinje machine", version: 1, linkage: "brachiograph" };

/** So many former calibrations are kept. */
const FORMER_MAX = 8;

/** Makes the file of a machine where there is none; returns whether it did. */
export function ensureMachineFile(file: string): boolean {
  if (existsSync(file)) return false;
  mkdirSync(dirname(file), { recursive: true });
  write(file, unknown);
  return true;
}

/** An empty calibration is that of a machine of which nothing is known but its plan. */
export function storeCalibration(file: string, calibration: MachineCalibration): void {
  const {
    calibration: before = {},
    formerCalibrations = [],
    ...plan
  } = parseMachine(readFileSync(file, "utf8"), file);
  const former = [...(adds(calibration, before) ? [] : [before]), ...formerCalibrations]
    .filter((each) => !isDeepStrictEqual(each, calibration))
    .slice(0, FORMER_MAX);
  write(file, {
    ...plan,
    ...(hasAny(calibration) && { calibration }),
    ...(former.length > 0 && { formerCalibrations: former }),
  });
}

/** Puts the former calibration that was made at `made` (madeAt) into force again. */
export function restoreCalibration(file: string, made: string): void {
  const { formerCalibrations = [] } = parseMachine(readFileSync(file, "utf8"), file);
  const former = formerCalibrations.find((each) => madeAt(each) === made);
  if (!former) {
    const found = formerCalibrations.map(madeAt).join(", ") || "none";
    throw new UserError(`Expected one of the former calibrations (${found}), found ${made}.`);
  }
  storeCalibration(file, former);
}

/** When the newest part of a calibration was made; undefined if there is nothing in it. */
export const madeAt = ({ servos, sheet }: MachineCalibration): string | undefined =>
  [servos?.made, sheet?.made]
    .filter((made) => made !== undefined)
    .sort()
    .at(-1);

const hasAny = (calibration: MachineCalibration): boolean => madeAt(calibration) !== undefined;

/** Whether all of `before` is in `calibration` too. */
const adds = (calibration: MachineCalibration, before: MachineCalibration): boolean =>
  (["servos", "sheet"] as const).every(
    (part) => before[part] === undefined || isDeepStrictEqual(before[part], calibration[part]),
  );

const write = (file: string, machine: MachineJson): void =>
  writeWhole(file, Buffer.from(`${JSON.stringify(machine, undefined, 2)}\n`));
