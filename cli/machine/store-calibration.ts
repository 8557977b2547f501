/**
 * Puts a calibration into a machine's file, beside what its owner wrote there.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { writeWhole } from "../write-whole.ts";
import { parseMachine } from "./machine.ts";
import type { MachineCalibration, MachineJson } from "./machine-json.ts";

/** A machine of which nothing is known but how it is meant to be built. */
const unknown: MachineJson = { format: "purkinje machine", version: 1, linkage: "brachiograph" };

/** Makes the file of a machine where there is none. */
export function ensureMachineFile(file: string): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  write(file, unknown);
}

export function storeCalibration(file: string, calibration: MachineCalibration): void {
  write(file, { ...parseMachine(readFileSync(file, "utf8"), file), calibration });
}

const write = (file: string, machine: MachineJson): void =>
  writeWhole(file, Buffer.from(`${JSON.stringify(machine, undefined, 2)}\n`));
