/**
 * From what the command line names to plans for a machine.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { PaperSize } from "../../bridge/drawing/arrange/placing.ts";
import type { Drawing } from "../../bridge/drawing/drawing.ts";
import { DrawingError } from "../../bridge/drawing/drawing-error.ts";
import type { Layering } from "../../bridge/drawing/layers.ts";
import type { Plan } from "../../bridge/drawing/plan-drawing.ts";
import { planDrawing } from "../../bridge/drawing/plan-drawing.ts";
import { readDrawing } from "../../bridge/drawing/read-drawing.ts";
import { readText } from "../../bridge/drawing/read-text.ts";
import type { FontName } from "../../bridge/drawing/text/stroke-font.ts";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import { UserError } from "../user-error.ts";
import { motionFor } from "./motion.ts";
import { planPlaced } from "./placed-strokes.ts";

export interface PlanOptions {
  readonly text?: string | undefined;
  /** The files hold strokes that stay where they are (placed-strokes.ts). */
  readonly placed?: true | undefined;
  readonly font: FontName;
  readonly paper?: PaperSize | undefined;
  readonly rotate: number | "auto";
  readonly margin: number;
  readonly actualSize: boolean;
  /** [m/s] */
  readonly speed: number;
  readonly layers: Layering;
  readonly fills: boolean;
  readonly tolerance: number;
}

export interface PlannedFile {
  /** How messages call it. */
  readonly name: string;
  readonly plan: Plan;
  /** Hash of what came in. */
  readonly source: string;
}

/** Plans `files`, or the text that the options give. */
export function planFiles(
  files: readonly string[],
  options: PlanOptions,
  arm: PenArm,
): PlannedFile[] {
  if (options.text !== undefined) {
    if (files.length > 0) throw new UserError("Give a file or --text, not both.", 2);
    const words = options.text.replaceAll("\\n", "\n");
    const read = (): Drawing => readText(words, options.font);
    return [planned("the text", Buffer.from(words), read, options, arm)];
  }
  if (files.length === 0) {
    throw new UserError("Nothing to draw: give a file (SVG, JSON, .txt), or --text WORDS.", 2);
  }
  return files.map((file) => planFile(file, options, arm));
}

/** Plans one file; messages call it `name`. */
export function planFile(
  file: string,
  options: PlanOptions,
  arm: PenArm,
  name = file === "-" ? "what came in" : file,
): PlannedFile {
  const bytes = bytesOf(file);
  if (options.placed) {
    const plan = planPlaced(bytes, name, motionFor(arm, options.speed));
    return { name, source: hashOf(bytes), plan };
  }
  const read = (): Drawing => readDrawing(bytes, basename(file), options);
  return planned(name, bytes, read, options, arm);
}

function planned(
  name: string,
  bytes: Uint8Array,
  read: () => Drawing,
  options: PlanOptions,
  arm: PenArm,
): PlannedFile {
  try {
    return { name, source: hashOf(bytes), plan: planFor(read(), options, arm) };
  } catch (cause) {
    if (!(cause instanceof DrawingError)) throw cause;
    throw new UserError(`Cannot draw ${name}: ${cause.message}.`);
  }
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function planFor(drawing: Drawing, options: PlanOptions, arm: PenArm): Plan {
  const { paper, tolerance, margin } = options;
  return planDrawing(
    drawing,
    {
      turn: options.rotate,
      margin,
      paper,
      keepsSize: options.actualSize,
      tolerance,
      joins: tolerance,
    },
    motionFor(arm, options.speed),
  );
}

/** Layers are drawn with a pen each: which one is wanted from a stroke on. */
export const pensOf = ({ layers }: Plan): ReadonlyMap<number, string> =>
  new Map(
    layers.filter(({ first, strokes }) => first > 0 && strokes > 0).map((l) => [l.first, l.name]),
  );

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    const why =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder"
          : String(cause instanceof Error ? cause.message : cause);
    throw new UserError(`Cannot read ${file}: ${why}.`);
  }
}

/** A hash of all that a plan makes the pen do. */
export function planHash({ job }: Plan): string {
  const { arm: _, ...settings } = job.settings;
  const hash = createHash("sha256").update(JSON.stringify(settings));
  for (const stroke of job.strokes)
    hash.update(new Uint8Array(stroke.buffer, stroke.byteOffset, stroke.byteLength));
  return hash.digest("hex");
}
