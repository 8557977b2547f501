/**
 * A calibration as named numbers, whatever the machine: for a page that knows nothing of linkages.
 */
import type { CalibrationFigure } from "../../bridge/protocol/calibration-message.ts";
import { lengthsOf } from "../../plant/plotter/linkage-lengths.ts";
import type { Machine } from "../machine/machine.ts";
import type { MachineCalibration } from "../machine/machine-json.ts";

const DEGREES = 180 / Math.PI;

export function calibrationFigures(
  machine: Machine,
  { servos, sheet }: MachineCalibration,
): CalibrationFigure[] {
  const { joints } = machine.config;
  const figures: CalibrationFigure[] = [];
  const add = (name: string, unit: string, planned: number | null, value: number | undefined) => {
    if (value !== undefined && Number.isFinite(value)) figures.push({ name, unit, planned, value });
  };
  const planned = plannedLinks(machine);
  for (const [i, { name, mm }] of planned.entries()) add(name, "mm", mm, sheet?.links[i]);
  for (const [i, { name, centrePulse, gain }] of joints.entries()) {
    add(`${name}, offset`, "°", 0, sheet?.offsets[i]);
    add(`${name}, gain`, "×", 1, sheet && 1 + (sheet.gains[i] ?? Number.NaN));
    if (sheet?.play?.some((value) => value > 0)) add(`${name}, play`, "°", null, sheet.play[i]);
    const servo = servos?.joints[i];
    if (!servo) continue;
    add(`${name}, middle`, "µs", centrePulse, servo.middle[0]);
    add(`${name}, slope`, "µs/°", gain / DEGREES, (servo.middle[1] ?? Number.NaN) / DEGREES);
    add(`${name}, play`, "µs", null, Math.abs(servo.hysteresis));
  }
  add("left unexplained", "mm", null, sheet?.residual);
  return figures;
}

/** As linkage-lengths.ts has them. */
const LENGTHS = {
  brachiograph: ["inner link", "outer link"],
  pantograph: ["inner left", "inner right", "outer left", "outer right", "between servos"],
} as const;

const plannedLinks = ({ linkage }: Machine): { name: string; mm: number }[] =>
  lengthsOf(linkage).map((length, i) => ({
    name: LENGTHS[linkage.name][i] ?? `length ${i + 1}`,
    mm: 1000 * length,
  }));
