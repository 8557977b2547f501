/**
 * `purkinje draw`: a drawing, from its file to the paper.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Command, Option } from "commander";
import type { PaperSize } from "../bridge/drawing/arrange/placing.ts";
import type { Drawing } from "../bridge/drawing/drawing.ts";
import { DrawingError } from "../bridge/drawing/drawing-error.ts";
import type { Layering } from "../bridge/drawing/layers.ts";
import { layerings } from "../bridge/drawing/layers.ts";
import type { Plan } from "../bridge/drawing/plan-drawing.ts";
import { planDrawing } from "../bridge/drawing/plan-drawing.ts";
import { previewSvg } from "../bridge/drawing/preview/preview-svg.ts";
import { rasterise } from "../bridge/drawing/preview/rasterise.ts";
import { readDrawing } from "../bridge/drawing/read-drawing.ts";
import { readText } from "../bridge/drawing/read-text.ts";
import type { FontName } from "../bridge/drawing/text/stroke-font.ts";
import { fontNames } from "../bridge/drawing/text/stroke-font.ts";
import type { MachineName } from "../plant/plotter/machines.ts";
import { machineNames } from "../plant/plotter/machines.ts";
import { plotterConfig } from "../plant/plotter/plotter.ts";
import { motionFor } from "./drawing/motion.ts";
import { parsePaper, parseTurn } from "./drawing/paper.ts";
import { describePlan, planReport } from "./drawing/plan-report.ts";
import { jsonOption, number } from "./options.ts";
import type { SteeringOptions, VirtualReport } from "./plotter/draw-plan.ts";
import { drawPlanLive, drawPlanVirtually } from "./plotter/draw-plan.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { plantOptions } from "./plotter/open-plotter.ts";
import { describeInk, steeringOptions } from "./plotter/steering-options.ts";
import { UserError } from "./user-error.ts";
import { checkWritable, writeWhole } from "./write-whole.ts";

interface DrawOptions extends Omit<PlantOptions, "plant">, SteeringOptions {
  readonly text?: string;
  readonly font: FontName;
  readonly machine: MachineName;
  readonly paper?: PaperSize;
  readonly rotate: number | "auto";
  readonly margin: number;
  readonly actualSize: boolean;
  readonly speed: number;
  readonly layers: Layering;
  readonly fills: boolean;
  readonly tolerance: number;
  readonly penWidth: number;
  readonly preview?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly plant?: "twin" | "plotter";
  readonly virtual: boolean;
}

const millimetres = (min: number, max: number) => (text: string) =>
  number({ min, max })(text) / 1000;

const option = (flags: string, does: string, parse: (text: string) => unknown): Option =>
  new Option(flags, does).argParser(parse);

export function drawCommand(): Command {
  const command = planCommand();
  for (const added of [...plantOptions(), ...steeringOptions()]) command.addOption(added);
  return command;
}

const planCommand = (): Command =>
  new Command("draw")
    .description("plan a drawing for the pen plotter, show the plan, and draw it")
    .argument("[file]", "an SVG, polylines in JSON, or a .txt; - for stdin")
    .option("--text <words>", "write these words instead; \\n begins a new line")
    .addOption(
      new Option("--font <name>", "of --text and .txt files")
        .choices(fontNames)
        .default("readable"),
    )
    .addOption(
      new Option("--machine <name>", "the linkage").choices(machineNames).default("brachiograph"),
    )
    .addOption(
      option(
        "--paper <size>",
        "a4 … a7, postcard, letter, 120x80 (mm); @x,y for its corner",
        parsePaper,
      ),
    )
    .addOption(option("--rotate <degrees>", "clockwise; or auto", parseTurn).default(0, "0"))
    .addOption(option("--margin <mm>", "to leave free", millimetres(0, 500)).default(0.005, "5"))
    .option("--actual-size", "keep the size that the file gives", false)
    .addOption(
      option("--speed <mm/s>", "of the pen on paper", millimetres(1, 500)).default(0.03, "30"),
    )
    .addOption(
      new Option("--layers <by>", "what a pen is changed for").choices(layerings).default("auto"),
    )
    .option("--no-fills", "leave out shapes that are filled and have no line")
    .addOption(
      option("--tolerance <mm>", "how far lines may be off", millimetres(0.005, 5)).default(
        1e-4,
        "0.1",
      ),
    )
    .addOption(
      option("--pen-width <mm>", "of the preview's ink", millimetres(0.05, 10)).default(
        5e-4,
        "0.5",
      ),
    )
    .option("--preview <file>", "a picture of the plan: .svg or .png")
    .option("--virtual", "with --plant twin: in virtual time, and measure the ink", false)
    .option("--dry-run", "only plan, and say what would be drawn", false)
    .addOption(jsonOption().default(false))
    .action(draw);

async function draw(file: string | undefined, options: DrawOptions): Promise<void> {
  if (options.preview !== undefined) checkPreview(options.preview);
  const name = options.text !== undefined ? "the text" : file === "-" ? "what came in" : file;
  try {
    const plan = planFor(read(file, options), options);
    if (options.preview !== undefined) await writePreview(plan, options.preview, options.penWidth);
    const draws = !options.dryRun && (options.plant !== undefined || options.preview === undefined);
    const plant = draws ? choosePlant(options) : undefined;
    if (!options.json) process.stderr.write(describePlan(plan));
    const drawn = plant ? await carryOut(plan, plant, options) : undefined;
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ ...planReport(plan), ...drawn })}\n`);
    } else if (drawn) process.stdout.write(describeInk(drawn));
  } catch (cause) {
    if (!(cause instanceof DrawingError)) throw cause;
    throw new UserError(`Cannot draw ${name}: ${cause.message}.`);
  }
}

function choosePlant({ plant, virtual, machine }: DrawOptions): "twin" | "plotter" {
  if (plant === undefined) {
    throw new UserError(
      "No plant was chosen, so nothing was drawn. Use --plant twin or plotter; --dry-run for the figures, or --preview FILE for a picture.",
      2,
    );
  }
  if (plant === "twin" && machine !== "brachiograph") {
    throw new UserError("The twin is a brachiograph; a pantograph has to be a real one.", 2);
  }
  if (plant === "plotter" && virtual) {
    throw new UserError("Only the twin lives in virtual time: use --plant twin.", 2);
  }
  return plant;
}

/** Draws; in virtual time there are figures to report. */
async function carryOut(
  { job }: Plan,
  plant: "twin" | "plotter",
  options: DrawOptions,
): Promise<VirtualReport | undefined> {
  const config = plotterConfig(options.machine);
  if (options.virtual) return drawPlanVirtually(job, config, options);
  await drawPlanLive(job, config, { ...options, plant });
  return undefined;
}

function read(file: string | undefined, options: DrawOptions): Drawing {
  if (options.text !== undefined) {
    if (file !== undefined) throw new UserError("Give a file or --text, not both.", 2);
    return readText(options.text.replaceAll("\\n", "\n"), options.font);
  }
  if (file === undefined) {
    throw new UserError("Nothing to draw: give a file (SVG, JSON, .txt), or --text WORDS.", 2);
  }
  return readDrawing(bytesOf(file), basename(file), options);
}

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

function planFor(drawing: Drawing, options: DrawOptions): Plan {
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
    motionFor(plotterConfig(options.machine).arm, options.speed),
  );
}

function checkPreview(path: string): void {
  if (!/\.(svg|png)$/i.test(path)) {
    throw new UserError(`Expected a preview that ends in .svg or .png, found ${path}.`, 2);
  }
  checkWritable(path);
}

async function writePreview(plan: Plan, path: string, penWidth: number): Promise<void> {
  const svg = previewSvg(plan, { penWidth });
  writeWhole(path, /\.png$/i.test(path) ? await rasterise(svg) : Buffer.from(svg));
}
