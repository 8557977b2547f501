/**
 * A plotter as the server shows it, with its calibration: drawing and calibrating exclude each other, and a stop stops either.
 */
import type { Outcome, Request, Show } from "../../../../bridge/server/show.ts";
import type { CalibrationDesk } from "./calibration-desk.ts";

export interface WithCalibrationOptions {
  readonly calibration: CalibrationDesk;
  /** Whether a drawing is under way. */
  readonly isDrawing: () => boolean;
  /** Forgets the ink: there is a fresh sheet under the pen. */
  readonly newPaper: () => void;
}

export const CALIBRATING = "The plotter is being calibrated: stop that first, or wait for its end.";

/** What is asked of a drawing that needs nothing to move. */
const HARMLESS: ReadonlySet<Request["op"]> = new Set([
  "stroke",
  "speed",
  "penHeight",
  "moveJob",
  "removeJob",
  "repeatJob",
  "byItself",
  "giveUp",
]);

export function withCalibration(
  show: Show,
  { calibration, isDrawing, newPaper }: WithCalibrationOptions,
): Show {
  let told: CalibrationDesk["state"] | undefined;
  const message = () => ({ op: "calibration", ...calibration.state }) as const;

  const begin = (servos: boolean, sheet: boolean): string | undefined => {
    const why = calibration.begin({ servos, sheet });
    if (why === undefined && sheet) newPaper();
    return why;
  };
  const request = (asked: Request): Outcome => {
    const busy = isDrawing()
      ? "A drawing is under way: the plotter can be calibrated when it is over."
      : undefined;
    switch (asked.op) {
      case "calibrate":
        return outcome(busy ?? begin(asked.servos, asked.sheet));
      case "measured":
        return outcome(calibration.take(asked.points));
      case "measureTwin":
        return outcome(calibration.measureTwin());
      case "keepCalibration":
        return outcome(busy ?? calibration.keep(asked.found));
      case "discardCalibration":
        return outcome(calibration.discard());
      case "restoreCalibration":
        return outcome(busy ?? calibration.restore(asked.made));
      default:
        break;
    }
    if (!calibration.isMoving) return show.request(asked);
    if (asked.op === "stop" || asked.op === "cancel") {
      calibration.stop();
      return { ok: true };
    }
    if (HARMLESS.has(asked.op)) return show.request(asked);
    return outcome(CALIBRATING);
  };

  return {
    ...show,
    greeting: () => [...show.greeting(), message()],
    news() {
      const news = [...show.news()];
      const { state } = calibration;
      if (state !== told) news.push(message());
      told = state;
      return news;
    },
    request,
  };
}

const outcome = (why: string | undefined): Outcome =>
  why === undefined ? { ok: true } : { ok: false, why };
