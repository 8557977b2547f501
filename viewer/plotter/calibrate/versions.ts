/** The calibration in force, and those before it, which can be compared and put into force again. */
import type { CalibrationReport } from "../../../bridge/protocol/calibration-message.ts";
import { find, make, setText } from "../../dom.ts";
import { figureRows } from "./figures-table.ts";

export class Versions {
  readonly #list = find("#versions", HTMLElement);
  readonly #reset = find("#reset-calibration", HTMLButtonElement);
  readonly #restore: (made: string | null) => void;
  #shown = "";

  /** `restore`: null for the plan. */
  constructor(restore: (made: string | null) => void) {
    this.#restore = restore;
    this.#reset.addEventListener("click", () => restore(null));
  }

  show({ made, figures, former, state }: CalibrationReport): void {
    const isBusy = state === "moving";
    this.#reset.disabled = made === null || isBusy;
    setText(find("#in-force-line", HTMLElement), inForce(made));
    const text = JSON.stringify([made, figures, former, isBusy]);
    if (text === this.#shown) return;
    this.#shown = text;
    const parts: HTMLElement[] = [];
    if (made !== null) parts.push(table(figureRows(figures, figures), "In force"));
    for (const each of former) {
      if (each.made === null) continue;
      const back = make("button", { type: "button", class: "quiet" }, "Back to this one");
      back.disabled = isBusy;
      back.addEventListener("click", () => this.#restore(each.made));
      parts.push(
        make("p", { class: "version" }, `Before: ${moment(each.made)}`, back),
        table(figureRows(each.figures, figures), `Made ${moment(each.made)}`, "in force", "then"),
      );
    }
    this.#list.replaceChildren(...parts);
  }
}

function table(
  rows: HTMLTableRowElement[],
  label: string,
  middle = "",
  last = "in force",
): HTMLTableElement {
  const heads = ["", "plan", middle, last].map((text) => make("th", { scope: "col" }, text));
  const of = make(
    "table",
    { class: "figures", "aria-label": label },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...rows),
  );
  // What is in force has nothing beside it.
  if (middle === "") for (const row of of.rows) row.cells[2]?.remove();
  return of;
}

/** For people, in their own time. */
const moment = (made: string): string =>
  new Date(made).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

export const inForce = (made: string | null): string =>
  made === null ? "Not calibrated: it goes by the plan" : `In force: ${moment(made)}`;
