/** Named numbers of a calibration: by the plan, before, and as they were found. */
import type { CalibrationFigure } from "../../../bridge/protocol/calibration-message.ts";
import { make } from "../../dom.ts";

const DIGITS: Readonly<Record<string, number>> = { mm: 2, "°": 2, "×": 3, µs: 0, "µs/°": 2 };

const written = (value: number | null | undefined, unit: string): string =>
  value === null || value === undefined ? "–" : value.toFixed(DIGITS[unit] ?? 3);

/** Rows of `found`, next to what `before` says. */
export const figureRows = (
  found: readonly CalibrationFigure[],
  before: readonly CalibrationFigure[],
): HTMLTableRowElement[] =>
  found.map(({ name, unit, planned, value }) => {
    const old = before.find((figure) => figure.name === name && figure.unit === unit);
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, `${name} `, make("small", {}, unit)),
      make("td", {}, written(planned, unit)),
      make("td", {}, written(old?.value, unit)),
      make("td", {}, written(value, unit)),
    );
  });
