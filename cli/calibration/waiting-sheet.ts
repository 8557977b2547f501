/**
 * A test sheet that was drawn and waits to be measured, beside its machine: who measures may be interrupted, and what was drawn
 * is not lost.
 */
import { readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import type { Machine } from "../machine/machine.ts";
import { ServosCalibration } from "../machine/machine-json.ts";
import { UserError } from "../user-error.ts";
import { writeWhole } from "../write-whole.ts";
import { MarkedSheet } from "./test-sheet.ts";

const WaitingSheet = z.strictObject({
  ...MarkedSheet.shape,
  /** What was found about the servos on the way to it. */
  servos: ServosCalibration.optional(),
});
export type WaitingSheet = z.infer<typeof WaitingSheet>;

const pathOf = ({ beside }: Machine): string => `${beside}.sheet.json`;

export const keepForLater = (machine: Machine, sheet: WaitingSheet): void =>
  writeWhole(pathOf(machine), Buffer.from(`${JSON.stringify(sheet)}\n`));

/** It was measured, or is given up. */
export const dropSheet = (machine: Machine): void => rmSync(pathOf(machine), { force: true });

/** Undefined where none waits. */
export function readSheet(machine: Machine): WaitingSheet | undefined {
  const path = pathOf(machine);
  const refuse = (why: string): UserError =>
    new UserError(`Expected a drawn test sheet in ${path}, found ${why}. Draw it again.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const parsed = WaitingSheet.safeParse(json);
  if (!parsed.success) throw refuse(z.prettifyError(parsed.error));
  return parsed.data;
}
