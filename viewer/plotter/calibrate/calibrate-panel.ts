/** The guide through a calibration: what will move, how far it is, what was measured, what was found, and what to keep. */
import type { CalibrationReport } from "../../../bridge/protocol/calibration-message.ts";
import { DOTS_MIN } from "../../../bridge/protocol/calibration-message.ts";
import type { ClientMessage } from "../../../bridge/protocol/client-message.ts";
import type { PlotterHello } from "../../../bridge/protocol/server-message.ts";
import { find, findAll, setText } from "../../dom.ts";
import { figureRows } from "./figures-table.ts";
import { Measuring } from "./measuring.ts";
import { inForce, Versions } from "./versions.ts";

const root = document.body.dataset;
const text = (id: string, content: string): void => setText(find(`#${id}`, HTMLElement), content);

export class CalibratePanel {
  readonly measuring: Measuring;
  readonly #versions: Versions;
  readonly #servos = find("#step-servos", HTMLInputElement);
  readonly #sheet = find("#step-sheet", HTMLInputElement);
  readonly #start = find("#calibrate-start", HTMLButtonElement);
  readonly #keep = find("#calibrate-keep", HTMLButtonElement);
  readonly #twin = find("#measure-twin", HTMLButtonElement);
  #report: CalibrationReport | undefined;
  #isDrawing = false;

  constructor(tell: (message: ClientMessage) => void, refused: (why: string) => void) {
    this.measuring = new Measuring((points) => tell({ op: "measured", points }), refused);
    this.#versions = new Versions((made) => tell({ op: "restoreCalibration", made }));
    find("#calibrate-open", HTMLButtonElement).addEventListener("click", () => this.open(true));
    find("#calibrate-close", HTMLButtonElement).addEventListener("click", () => this.open(false));
    this.#start.addEventListener("click", () =>
      tell({ op: "calibrate", servos: this.#servos.checked, sheet: this.#sheet.checked }),
    );
    for (const box of [this.#servos, this.#sheet]) {
      box.addEventListener("change", () => this.#dress());
    }
    this.#twin.addEventListener("click", () => tell({ op: "measureTwin" }));
    this.#keep.addEventListener("click", () => {
      this.measuring.flush();
      const { found } = this.#report ?? {};
      if (found) tell({ op: "keepCalibration", found: found.id });
    });
    find("#calibrate-discard", HTMLButtonElement).addEventListener("click", () =>
      tell({ op: "discardCalibration" }),
    );
  }

  /** Whether a stop would stop something. */
  get isMoving(): boolean {
    return this.#report?.state === "moving";
  }

  get isOpen(): boolean {
    return root["calibrate"] === "on";
  }

  open(isOpen: boolean): void {
    root["calibrate"] = isOpen ? "on" : "off";
    find("#panel", HTMLElement).scrollTop = 0;
    const next = isOpen ? "#calibrate-close" : "#calibrate-open";
    find(next, HTMLButtonElement).focus({ preventScroll: true });
  }

  greet(hello: PlotterHello): void {
    this.measuring.greet(hello);
  }

  /** Whether a drawing is under way. */
  set isDrawing(isDrawing: boolean) {
    this.#isDrawing = isDrawing;
    this.#dress();
  }

  take(report: CalibrationReport): void {
    const isFirst = this.#report === undefined;
    this.#report = report;
    root["calibration"] = report.state;
    root["found"] = String(report.found?.id ?? "");
    if (isFirst) {
      this.#servos.checked = report.canServos;
      this.#sheet.checked = report.canSheet;
    }
    if (report.state === "moving") this.open(true);
    this.measuring.take(report);
    this.#versions.show(report);
    this.#dress();
  }

  #dress(): void {
    const report = this.#report;
    if (!report) return;
    const { state, canServos, canSheet, cannot, progress, why, found, figures, made } = report;
    text("calibrate-state", state === "measuring" ? "a sheet waits to be measured" : inForce(made));
    text("calibrate-why", why ?? "");
    const isAllMeasured = found !== null && report.points.every((point) => point !== null);
    for (const step of findAll("#calibrate-steps li", HTMLLIElement)) {
      const isNow = step.dataset["step"] === (isAllMeasured ? "found" : state);
      if (isNow) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    this.#servos.disabled = !canServos || cannot !== null;
    this.#sheet.disabled = !canSheet || cannot !== null;
    text(
      "about-servos",
      canServos
        ? "Both arm servos, one after the other, up and down their ranges with the pen up; felt by the potentiometers. About a minute."
        : "Needs a potentiometer wired at each arm servo; this machine’s file names none.",
    );
    text(
      "about-sheet",
      canSheet
        ? "The arm goes over the whole paper and marks twelve dots, each twice. One to two minutes; then you measure."
        : "Does not fit into what this arm reaches.",
    );
    const needs = [
      ...(this.#sheet.checked
        ? ["A fresh sheet, taped down; leave it there until it is measured or photographed"]
        : []),
      ...(this.#sheet.checked
        ? ["A ruler, or a photo or scan of the sheet with its four corners"]
        : []),
      "Room around the arm, and a hand near Stop",
    ];
    find("#needs", HTMLElement).replaceChildren(
      ...needs.map((need) => Object.assign(document.createElement("li"), { textContent: need })),
    );
    text(
      "cannot",
      cannot ?? (this.#isDrawing ? "A drawing is under way; calibrate when it is over." : ""),
    );
    const hasStep = this.#servos.checked || this.#sheet.checked;
    this.#start.disabled = cannot !== null || this.#isDrawing || !hasStep;
    this.#dressProgress(progress);
    text(
      "about-ruler",
      `Type the middle of each dot’s two marks, in mm from ${report.origin} (x to the right, y away from the machine), and how far the marks are apart: that is the play. Or click the marks on the left${report.canMeasureTwin ? ", where the twin’s ink shows" : ", on squares like those of your paper"}. A dot may be left out.`,
    );
    find("#twin-measures", HTMLElement).hidden = !report.canMeasureTwin;
    this.#dressFound(report);
    find("#found-figures", HTMLElement).hidden = found === null;
    find("#found-figures tbody", HTMLElement).replaceChildren(
      ...figureRows(found?.figures ?? [], figures),
    );
    this.#keep.disabled = found === null || found.why !== null || this.#isDrawing;
  }

  #dressProgress(progress: CalibrationReport["progress"]): void {
    const { part, joint, done, of } = progress ?? { part: "home", joint: null, done: 0, of: 1 };
    const what =
      part === "home"
        ? "Going home, pen up"
        : part === "servos"
          ? `The ${joint} goes through its range`
          : `Dot ${Math.min(of / 2, Math.floor(done / 2) + 1)}, ${done % 2 === 0 ? "first" : "second"} mark`;
    text("moving", what);
    const counted = part === "sheet" ? `of ${of / 2}` : part === "servos" ? `${done} of ${of}` : "";
    text("moving-count", counted);
    const bar = find("#moving-bar", HTMLElement);
    bar.style.setProperty("--share", (done / of).toFixed(3));
    bar.setAttribute("aria-valuenow", String(Math.round((100 * done) / of)));
  }

  #dressFound({ state, points, found, dots }: CalibrationReport): void {
    if (state === "found") {
      text("found-line", "The servos were calibrated. Nothing is stored before you press Keep.");
      return;
    }
    const measured = points.filter((point) => point !== null).length;
    text(
      "found-line",
      found === null
        ? `${measured} of ${dots.length} dots are measured; from ${DOTS_MIN} on you see what they say.`
        : (found.why ??
            `${measured} of ${dots.length} dots: ${(found.residualMm ?? 0).toFixed(2)} mm are left (RMS). Dots that are far off are red: measure them again, or leave them out.`),
    );
  }
}
