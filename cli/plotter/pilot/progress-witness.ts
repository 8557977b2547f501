import { sheetPlaces } from "../../../plant/plotter/sheet-places.ts";
import type { Witness } from "../../calibration/carry-out.ts";
import type { Machine } from "../../machine/machine.ts";
import type { CalibrationProgress } from "./pilot-order.ts";

/** Hears how a calibration is going, and `tell`s it in numbers. */
export function progressWitness(
  { config }: Machine,
  tell: (progress: CalibrationProgress) => void,
): Witness {
  const of = 2 * sheetPlaces(config.arm).length;
  let marks = 0;
  const tellMarks = (): void => tell({ part: "sheet", joint: null, done: marks, of });
  tell({ part: "home", joint: null, done: 0, of: 1 });
  return {
    begins(part) {
      if (part === "sheet") tellMarks();
    },
    felt: (joint, done, steps) => tell({ part: "servos", joint, done, of: steps }),
    marked() {
      marks += 1;
      tellMarks();
    },
  };
}
