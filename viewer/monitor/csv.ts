/** Tables as text that spreadsheets and programs read (RFC 4180): a header, then a line each record. */

export type Cell = string | number | null;

/** What is no number leaves its cell empty. */
export function toCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  let text = line(header);
  for (const row of rows) text += line(row);
  return text;
}

const line = (cells: readonly Cell[]): string => `${cells.map(written).join(",")}\r\n`;

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number")
    return Number.isFinite(cell) ? String(Number(cell.toPrecision(7))) : "";
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
