/**
 * What measured points say about a machine, dot by dot: so that somebody sees a mistake while the sheet is still there.
 */
import type {
  CalibrationReport,
  MeasuredPoints,
} from "../../../../bridge/protocol/calibration-message.ts";
import { DOTS_MIN } from "../../../../bridge/protocol/calibration-message.ts";
import type { SheetFit } from "../../../../controller/plotter/fit-sheet.ts";
import { sheetMisfit } from "../../../../controller/plotter/sheet-misfit.ts";
import { lengthsOf } from "../../../../plant/plotter/linkage-lengths.ts";
import { calibrationFigures } from "../../../calibration/figures.ts";
import { sheetEntry, withServos } from "../../../calibration/found.ts";
import { bestFit, centresOf, whyImplausible } from "../../../calibration/test-sheet.ts";
import type { WaitingSheet } from "../../../calibration/waiting-sheet.ts";
import type { Machine } from "../../../machine/machine.ts";

export type Found = NonNullable<CalibrationReport["found"]>;

/** Null as long as too few dots are measured. */
export function reportSheet(
  machine: Machine,
  sheet: WaitingSheet,
  points: MeasuredPoints,
  id: number,
): Found | null {
  if (points.filter((point) => point !== null).length < DOTS_MIN) return null;
  const fit = bestFit(sheet, points, machine);
  const why = whyImplausible(fit, machine) ?? null;
  if (!fit) return { id, figures: [], residualMm: null, why, dots: [] };
  const found = { ...withServos(machine, sheet.servos), sheet: sheetEntry(fit, sheet.felt) };
  return {
    id,
    figures: calibrationFigures(machine, found),
    residualMm: 1000 * fit.residual,
    why,
    dots: middlesOf(fit, sheet, machine).map((at, i) => {
      const point = points[i];
      const offMm = point ? Math.hypot(point[0] - 1000 * at[0], point[1] - 1000 * at[1]) : null;
      return { at, offMm };
    }),
  };
}

/** Where the dots of a sheet should be [m]: how far the machine that was found would be off marks at the origin. */
function middlesOf(
  { linkage, offsets, gains, play }: SheetFit,
  { dots }: WaitingSheet,
  { config }: Machine,
): [number, number][] {
  const atOrigin = dots.map((dot) => ({ ...dot, x: 0, y: 0, apart: undefined }));
  const misfit = sheetMisfit(atOrigin, { linkage, centres: centresOf(config) }, false);
  const { off = [] } = misfit([...lengthsOf(linkage).fill(0), ...offsets, ...gains, ...play]) ?? {};
  return dots.map((_, i) => [off[2 * i] ?? Number.NaN, off[2 * i + 1] ?? Number.NaN]);
}
