import type { Plan } from "../../bridge/drawing/plan-drawing.ts";
import { UserError } from "../user-error.ts";

/** What can carry out a plan: the twin, or a plotter on a port. */
export interface DrawingMachine {
  /** Resolves when the pen is home, or rejects with a UserError that says why it is not. */
  draw(plan: Plan): Promise<void>;
}

/** What a shell expects after a mistake in the command line. */
const USAGE = 2;

export function drawOn(plan: Plan, machine: DrawingMachine | undefined): Promise<void> {
  if (!machine) {
    throw new UserError(
      "No plant was chosen, so nothing was drawn. Use --dry-run for the figures, or --preview FILE for a picture.",
      USAGE,
    );
  }
  return machine.draw(plan);
}
