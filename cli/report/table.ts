/**
 * A table: numbers to the right, verdicts as pills that say in words what their colour says.
 */
import { type Cell, type Column, type Table, type Verdict, verdicts } from "./document.ts";
import { html, type Markup } from "./markup.ts";
import { decimal, isMeasured, MISSING, probability, withUnit } from "./number-text.ts";
import { prose } from "./prose.ts";

/** A table with more columns than this and a row of several long texts may be broader than the text. */
const MANY = 4;
/** So may one with more than these: figures do not break into lines. */
const VERY_MANY = 5;
const MANY_SPREADS = 3;
/** A text of more letters is long, and its cell no narrower than a few words. */
const LONG = 24;

export function renderTable({ caption, columns, rows }: Table, number: number): Markup {
  return html`<div class="${isBroad(columns, rows) ? "table broad" : "table"}" id="table-${number}">
<p class="caption"><b>Table ${number}.</b> ${prose(caption)}</p>
<div class="scroll" tabindex="0"><table>
<thead><tr>${columns.map(
    (column) => html`<th scope="col" class="${alignment(column)}">${withUnit(column)}</th>`,
  )}</tr></thead>
<tbody>${
    rows.length > 0
      ? rows.map(
          (row) => html`<tr>${columns.map((column, i) => renderCell(row[i], column, i))}</tr>\n`,
        )
      : html`<tr><td class="no-data" colspan="${columns.length}">no data yet</td></tr>`
  }</tbody>
</table></div>
</div>
`;
}

/** The first cell of a row says what the row is about. */
const renderCell = (cell: Cell | undefined, column: Column, i: number): Markup =>
  i === 0
    ? html`<th scope="row" class="${alignment(column, cell)}">${content(cell)}</th>`
    : html`<td class="${alignment(column, cell)}">${content(cell)}</td>`;

function alignment({ align }: Column, cell?: Cell): string {
  if (align === "right") return "right";
  return isLong(cell) ? "left long" : "left";
}

const isLong = (cell: Cell | undefined): boolean => typeof cell === "string" && cell.length > LONG;

const isSpread = (cell: Cell): boolean => typeof cell === "object" && cell.kind === "spread";

const isBroad = (columns: Table["columns"], rows: Table["rows"]): boolean =>
  columns.length > VERY_MANY ||
  rows.some((row) => row.filter(isSpread).length > MANY_SPREADS) ||
  (columns.length > MANY && rows.some((row) => row.filter(isLong).length > 1));

function content(cell: Cell | undefined): Markup {
  if (cell === undefined) return html`${MISSING}`;
  if (typeof cell === "string") return prose(cell);
  switch (cell.kind) {
    case "number":
      return html`${decimal(cell.value, cell.decimals)}`;
    case "spread":
      return html`${decimal(cell.mean, cell.decimals)}${
        isMeasured(cell.mean) && isMeasured(cell.sem)
          ? html`<span class="sem"> ± ${decimal(cell.sem, cell.decimals)}</span>`
          : undefined
      }`;
    case "p":
      return html`${probability(cell.value)}`;
    case "verdict":
      return pill(cell.verdict);
  }
}

const pill = (verdict: Verdict): Markup =>
  html`<span class="pill v${verdicts.indexOf(verdict)}">${verdict}</span>`;
