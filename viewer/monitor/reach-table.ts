/** The last reaches and what was measured of each, the newest first. */
import type { Movement } from "../../bridge/protocol/monitor-message.ts";
import { find, make } from "../dom.ts";
import { clockText } from "./clock-text.ts";
import { written } from "./strip-chart.ts";
import { ATAXIC } from "./vitals.ts";

const ROWS_MAX = 12;

export class ReachTable {
  readonly #body = find("#reaches tbody", HTMLTableSectionElement);
  readonly #none = find("#no-reaches", HTMLElement);

  take(movement: Movement): void {
    const cells = reachCells(movement).map(({ text, title }) => make("td", { title }, text));
    const row = make("tr", { "data-bad": String(movement.ataxia >= ATAXIC) }, ...cells);
    this.#body.prepend(row);
    while (this.#body.childElementCount > ROWS_MAX) this.#body.lastElementChild?.remove();
    this.#none.hidden = true;
  }

  clear(): void {
    this.#body.replaceChildren();
    this.#none.hidden = false;
  }
}

/** What stands in the columns of #reaches in index.html, and in their tooltips. */
export function reachCells(movement: Movement): { text: string; title: string }[] {
  const { time, endpointMm, alongMm, pathRmsMm, pathRatio, parts, shakeMmPerS, gapMs } = movement;
  const isLate = parts.ldlj === null;
  return [
    { text: clockText(time), title: "when it should have ended" },
    { text: signed(alongMm), title: `${written(endpointMm)} mm from the target in all` },
    { text: written(pathRmsMm), title: "" },
    { text: `${written(100 * (pathRatio - 1))} %`, title: "" },
    {
      text: isLate ? "late" : written(parts.ldlj ?? Number.NaN),
      title: isLate ? `the loop did not decide for ${Math.round(gapMs)} ms` : "",
    },
    { text: written(shakeMmPerS), title: "" },
    { text: written(movement.ataxia), title: isLate ? "without jerk" : "" },
  ];
}

const signed = (value: number): string => (value > 0 ? `+${written(value)}` : written(value));
