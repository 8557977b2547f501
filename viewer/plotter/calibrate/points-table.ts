/** What was measured, dot by dot: typed here, or shown as it is clicked. */
import type { MeasuredPoints } from "../../../bridge/protocol/calibration-message.ts";
import { APART_MAX } from "../../../bridge/protocol/calibration-message.ts";
import { find, make, setText } from "../../dom.ts";
import { bandOf } from "./bands.ts";
import type { Measured } from "./marks.ts";

interface Row {
  readonly row: HTMLTableRowElement;
  /** x, y, apart */
  readonly inputs: readonly [HTMLInputElement, HTMLInputElement, HTMLInputElement];
  readonly off: HTMLTableCellElement;
}

const LABELS = ["x", "y", "apart"] as const;

export interface PointsTableEvents {
  /** A whole dot was typed, or taken out. */
  typed(dot: number, point: Measured): void;
  chosen(dot: number): void;
}

export class PointsTable {
  readonly #body = find("#points tbody", HTMLElement);
  readonly #events: PointsTableEvents;
  #rows: Row[] = [];

  constructor(events: PointsTableEvents) {
    this.#events = events;
  }

  /** As many rows as there are dots; `near` are their places, for who has not measured yet [m]. */
  build(near: readonly (readonly [number, number])[]): void {
    if (this.#rows.length === near.length) return;
    this.#rows = near.map((place, dot) => this.#rowOf(place, dot));
    this.#body.replaceChildren(...this.#rows.map(({ row }) => row));
  }

  show(points: MeasuredPoints, offMm: readonly (number | null)[], chosen: number): void {
    for (const [dot, { row, inputs, off }] of this.#rows.entries()) {
      const point = points[dot] ?? null;
      // Who is in the middle of a dot is not interrupted.
      const isDraft = row.dataset["wrong"] === "true" && point === null;
      if (!isDraft) row.dataset["wrong"] = "false";
      for (const [k, input] of inputs.entries()) {
        if (isDraft || input === document.activeElement) continue;
        const value = point?.[k];
        const text = value === undefined ? "" : String(value);
        if (input.value !== text) input.value = text;
      }
      const away = offMm[dot] ?? null;
      setText(off, away === null ? "" : away.toFixed(2));
      off.className = away === null ? "" : `d${bandOf(away)}`;
      row.dataset["chosen"] = String(dot === chosen);
    }
  }

  #rowOf(near: readonly [number, number], dot: number): Row {
    const field = (k: 0 | 1 | 2): HTMLInputElement =>
      make("input", {
        type: "number",
        step: "0.1",
        inputmode: "decimal",
        "aria-label": `dot ${dot + 1}, ${LABELS[k]}, mm`,
        placeholder: k === 2 ? "–" : String(Math.round(1000 * near[k])),
        ...(k === 2 && { min: "0", max: String(APART_MAX) }),
      });
    const inputs = [field(0), field(1), field(2)] as const;
    const off = make("td");
    const row = make(
      "tr",
      {},
      make("th", { scope: "row" }, String(dot + 1)),
      ...inputs.map((input) => make("td", {}, input)),
      off,
    );
    row.addEventListener("focusin", () => this.#events.chosen(dot));
    row.addEventListener("pointerdown", () => this.#events.chosen(dot));
    row.addEventListener("input", () => {
      const point = pointIn(inputs);
      const isWrong = point === "incomplete" && inputs.some((input) => input.value !== "");
      row.dataset["wrong"] = String(isWrong);
      if (point !== "incomplete") this.#events.typed(dot, point);
    });
    return { row, inputs, off };
  }
}

/** Null if the dot is left out. */
function pointIn([first, second, third]: Row["inputs"]): Measured | "incomplete" {
  const [x, y, apart] = [first.valueAsNumber, second.valueAsNumber, third.valueAsNumber];
  if ([first, second, third].every(({ value, validity }) => value === "" && !validity.badInput))
    return null;
  if (!(Number.isFinite(x) && Number.isFinite(y))) return "incomplete";
  if (third.value === "" && !third.validity.badInput) return [x, y];
  return apart >= 0 && apart <= APART_MAX ? [x, y, apart] : "incomplete";
}
