/**
 * Where calibrations begin and end, one at a time. Nothing moves unless somebody begins one, and nothing is stored unless
 * somebody keeps it.
 *
 *   idle ──► moving ──► measuring ──► idle         with a sheet: points come in, and each time the fit is found anew
 *               └─────► found ──────► idle         without one
 */
import { setTimeout as sleep } from "node:timers/promises";
import type {
  CalibrationReport,
  MeasuredPoints,
} from "../../../../bridge/protocol/calibration-message.ts";
import { DOTS_MIN } from "../../../../bridge/protocol/calibration-message.ts";
import { sheetPlaces } from "../../../../plant/plotter/sheet-places.ts";
import type { CalibrationSteps, CarriedOut } from "../../../calibration/carry-out.ts";
import { isWired } from "../../../calibration/carry-out.ts";
import { calibrationFigures } from "../../../calibration/figures.ts";
import { withServos, withSheet } from "../../../calibration/found.ts";
import type { Pair } from "../../../calibration/hand.ts";
import type { Ruler } from "../../../calibration/ruler.ts";
import { originOf } from "../../../calibration/test-sheet.ts";
import type { WaitingSheet } from "../../../calibration/waiting-sheet.ts";
import { dropSheet, keepForLater, readSheet } from "../../../calibration/waiting-sheet.ts";
import { isBuiltIn, openMachine } from "../../../machine/machine.ts";
import {
  madeAt,
  restoreCalibration,
  storeCalibration,
} from "../../../machine/store-calibration.ts";
import { UserError } from "../../../user-error.ts";
import type { Pilot } from "../../pilot/pilot.ts";
import type { CalibrationProgress } from "../../pilot/pilot-order.ts";
import type { Found } from "./sheet-report.ts";
import { reportSheet } from "./sheet-report.ts";
import type { TwinMarks } from "./twin-marks.ts";

/** How often a machine that lets go is looked at [ms]. */
const LOOK = 10;

type CalibrationState = Omit<CalibrationReport, "op">;

/** What is asked returns a sentence where it cannot be done. */
export interface CalibrationDesk {
  readonly state: CalibrationState;
  readonly isMoving: boolean;
  begin(steps: CalibrationSteps): string | undefined;
  /** Pen up, then limp, whatever there is. */
  stop(): void;
  /** What somebody has measured of the sheet that waits. */
  take(points: MeasuredPoints): string | undefined;
  measureTwin(): string | undefined;
  /** Puts what was found, if it is this, into the machine's file, and steers by it. */
  keep(id: number): string | undefined;
  discard(): string | undefined;
  /** Puts a former calibration, or the plan, into force again. */
  restore(made: string | null): string | undefined;
}

export interface CalibrationDeskOptions {
  readonly pilot: Pilot;
  /** Its name or file. */
  readonly named: string;
  /** Of the twin. */
  readonly marks: TwinMarks;
  readonly ruler: Ruler;
  /** Called when another calibration is in force. */
  readonly changed: () => void;
}

export function makeCalibrationDesk(options: CalibrationDeskOptions): CalibrationDesk {
  const { pilot, named, marks, ruler, changed } = options;
  let machine = openMachine(named);
  let isMoving = false;
  let progress: CalibrationProgress | null = null;
  let why: string | null = null;
  let sheet: WaitingSheet | undefined;
  let points: MeasuredPoints = [];
  /** Of a calibration without a sheet. */
  let servos: CarriedOut["servos"];
  let found: Found | null = null;
  let finds = 0;
  /** Whether the marks are those of the sheet. */
  let isSheetSeen = false;
  let told: CalibrationState | undefined;
  try {
    sheet = readSheet(machine);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    why = error.message;
  }

  const canSheet = sheetPlaces(machine.config.arm).length >= DOTS_MIN;
  const cannot = isBuiltIn(named)
    ? `The built-in ${named} has no file to keep a calibration in. Start purkinje with --machine desk, which makes one of your own called desk.`
    : isWired(machine) || canSheet
      ? null
      : "Nothing can be calibrated: no potentiometers are wired, and no test sheet fits into what the arm reaches.";

  const find = (): void => {
    finds += 1;
    told = undefined;
    if (sheet) found = reportSheet(machine, sheet, points, finds);
    else if (servos) {
      const figures = calibrationFigures(machine, withServos(machine, servos));
      found = { id: finds, figures, residualMm: null, why: null, dots: [] };
    } else found = null;
  };

  const forget = (): void => {
    sheet = undefined;
    servos = undefined;
    points = [];
    why = null;
    find();
  };

  const finish = async (outcome: CarriedOut | string): Promise<void> => {
    pilot.stop({ kind: "stopped", why: "the calibration is over" });
    while (pilot.status.phase !== "limp") await sleep(LOOK);
    progress = null;
    isMoving = false;
    if (typeof outcome === "string") {
      why = outcome;
      told = undefined;
      return;
    }
    forget();
    if (outcome.sheet) {
      const waiting = { ...outcome.sheet, ...(outcome.servos && { servos: outcome.servos }) };
      why = attempt(() => keepForLater(machine, waiting)) ?? null;
      sheet = waiting;
      isSheetSeen = true;
    } else servos = outcome.servos;
    find();
  };

  /** Another calibration is in the machine's file. */
  const follow = (): void => {
    machine = openMachine(named);
    pilot.reload();
    changed();
  };

  /** Both marks of a dot, if the twin was seen to make them. */
  const seenOf = (dot: number): readonly [Pair, Pair] | undefined => {
    const [first, second] = [marks.mark(2 * dot), marks.mark(2 * dot + 1)];
    return isSheetSeen && first && second ? [first, second] : undefined;
  };
  const canMeasureTwin = (): boolean =>
    (sheet?.dots ?? []).filter((_, dot) => seenOf(dot)).length >= DOTS_MIN;

  const describe = (): CalibrationState => ({
    state: isMoving ? "moving" : sheet ? "measuring" : servos ? "found" : "idle",
    canServos: isWired(machine),
    canSheet,
    cannot,
    origin: originOf(machine.linkage),
    progress,
    why,
    dots: sheet ? sheet.dots.map(({ place }) => place) : [],
    points,
    canMeasureTwin: canMeasureTwin(),
    found,
    made: madeAt(machine.calibration) ?? null,
    figures: calibrationFigures(machine, machine.calibration),
    former: machine.former.map((each) => ({
      made: madeAt(each) ?? null,
      figures: calibrationFigures(machine, each),
    })),
  });

  find();
  return {
    get isMoving() {
      return isMoving;
    },

    get state() {
      told ??= describe();
      return told;
    },

    begin(steps) {
      if (cannot !== null) return cannot;
      if (isMoving) return "Expected to begin a calibration while there is none, found one.";
      if (steps.servos && !isWired(machine)) {
        return "The servos go through their ranges by their potentiometers, and none are wired.";
      }
      if (steps.sheet && !canSheet) return "A test sheet tells nothing about this linkage.";
      if (!(steps.servos || steps.sheet)) return "Expected something to calibrate, found nothing.";
      const { fault } = pilot.status;
      if (fault?.kind === "lost-link" || fault?.kind === "error") {
        return `The plotter cannot be reached: ${fault.why}. Start purkinje anew.`;
      }
      isSheetSeen = false;
      isMoving = true;
      why = null;
      told = undefined;
      progress = { part: "home", joint: null, done: 0, of: 1 };
      pilot.rearm();
      void pilot
        .calibrate(steps, (now) => {
          progress = now;
          told = undefined;
          if (now.part === "sheet") marks.expect(now.done);
        })
        .then(finish);
      return undefined;
    },

    stop() {
      if (isMoving) pilot.stop({ kind: "stopped", why: "somebody pressed stop" });
    },

    take(measured) {
      if (!sheet || isMoving) return "Expected a test sheet that waits to be measured, found none.";
      if (measured.length > sheet.dots.length) {
        return `Expected at most ${sheet.dots.length} points, one for each dot, found ${measured.length}.`;
      }
      points = measured;
      find();
      return undefined;
    },

    measureTwin() {
      if (!sheet || isMoving || !canMeasureTwin()) {
        return "Expected a sheet that the twin has drawn since purkinje was started, found none: measure it by hand, or draw another.";
      }
      points = sheet.dots.map((_, dot) => {
        const seen = seenOf(dot);
        if (!seen) return null;
        const [x, y, apart] = ruler(...seen);
        return [hundredths(x), hundredths(y), hundredths(apart)];
      });
      find();
      return undefined;
    },

    keep(id) {
      if (found?.id !== id) {
        return "Expected what is found now, found something older; look at it first.";
      }
      if (isMoving) return MOVING;
      if (found.why !== null) return found.why;
      const waiting = sheet;
      return attempt(() => {
        const { file } = machine;
        if (file === undefined) throw new UserError(cannot ?? "This machine has no file.");
        storeCalibration(
          file,
          waiting ? withSheet(machine, waiting, points) : withServos(machine, servos),
        );
        if (waiting) dropSheet(machine);
        forget();
        follow();
      });
    },

    discard() {
      if (isMoving) return "Expected to discard what was found, found it under way: stop it first.";
      return attempt(() => {
        dropSheet(machine);
        forget();
      });
    },

    restore(made) {
      if (isMoving) return MOVING;
      const { file } = machine;
      if (file === undefined) return cannot ?? "This machine has no file.";
      return attempt(() => {
        if (made === null) storeCalibration(file, {});
        else restoreCalibration(file, made);
        follow();
        find();
      });
    },
  };
}

/** The pilot reads the machine's file anew after a change, which it must not while it moves the arm. */
const MOVING =
  "Expected to change the calibration while the arm is at rest, found it being calibrated: stop it first.";

/** Nobody reads more from a ruler [mm]. */
const hundredths = (mm: number): number => Number(mm.toFixed(2));

/** What the world did wrong, as a sentence. */
function attempt(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
