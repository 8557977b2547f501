/**
 * Strokes that stay where they are: a list of lines x₀ y₀ x₁ y₁ … on the machine's plane [m], in JSON.
 */
import { z } from "zod";
import type { Plan } from "../../bridge/drawing/plan-drawing.ts";
import type { JobSettings } from "../../plant/plotter/job.ts";
import { planJob } from "../../plant/plotter/job.ts";
import { UserError } from "../user-error.ts";

const Placed = z.array(z.array(z.number()).min(2));

export const placedStrokes = (lines: readonly (readonly number[])[]): Uint8Array =>
  Buffer.from(JSON.stringify(lines));

/** What `placedStrokes` has made. Throws a UserError that calls it `name` where it is something else. */
export function readPlaced(bytes: Uint8Array, name: string): number[][] {
  try {
    return Placed.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    throw refusal(name, "expected strokes on the machine’s plane, found something else");
  }
}

/** Plans them in their order. Throws a UserError where they are out of reach. */
export function planPlaced(bytes: Uint8Array, name: string, settings: JobSettings): Plan {
  const strokes = readPlaced(bytes, name).map((line) => Float64Array.from(line));
  try {
    const job = planJob(strokes, settings);
    const layer = { name: "strokes", first: 0, strokes: strokes.length, ink: job.ink };
    return { job, layers: [layer], scale: 1, paper: undefined, warnings: [] };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw refusal(name, cause.message);
  }
}

const refusal = (name: string, why: string): UserError =>
  new UserError(`Cannot draw ${name}: ${why}.`);
