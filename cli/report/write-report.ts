import { writeWhole } from "../write-whole.ts";
import type { ReportDocument } from "./document.ts";
import { renderReport } from "./page.ts";

/** Writes a report as one file of HTML; whoever looks sees the old one or the new one. */
export function writeReport(path: string, report: ReportDocument): void {
  writeWhole(path, new TextEncoder().encode(renderReport(report)));
}
