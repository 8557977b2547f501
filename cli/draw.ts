/**
 * `purkinje draw`: drawings, from their files to the paper.
 */
import { mkdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Command, Option } from "commander";
import { DrawingError } from "../bridge/drawing/drawing-error.ts";
import { layerings } from "../bridge/drawing/layers.ts";
import type { Plan } from "../bridge/drawing/plan-drawing.ts";
import { previewSvg } from "../bridge/drawing/preview/preview-svg.ts";
import { rasterise } from "../bridge/drawing/preview/rasterise.ts";
import { fontNames } from "../bridge/drawing/text/stroke-font.ts";
import { someoneIsThere } from "./ask.ts";
import { parsePaper, parseTurn } from "./drawing/paper.ts";
import type { PlannedFile, PlanOptions } from "./drawing/plan-file.ts";
import { pensOf, planFiles } from "./drawing/plan-file.ts";
import { describePlan, planReport } from "./drawing/plan-report.ts";
import type { Prediction } from "./drawing/prediction.ts";
import { describePrediction, predict } from "./drawing/prediction.ts";
import type { Machine } from "./machine/machine.ts";
import { openMachine } from "./machine/machine.ts";
import { jsonOption, number } from "./options.ts";
import { drawLive } from "./plotter/draw-live.ts";
import { drawPlanVirtually } from "./plotter/draw-virtually.ts";
import { openJournal } from "./plotter/journal.ts";
import { learnedPath, resetLearned } from "./plotter/machine-steering.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { machineOption, plantOptions } from "./plotter/open-plotter.ts";
import type { SteeringOptions } from "./plotter/steering-options.ts";
import { describeInk, steeringOptions } from "./plotter/steering-options.ts";
import type { ResumeOptions } from "./plotter/unfinished.ts";
import { journalPath, restoreWish, takeUpWork } from "./plotter/unfinished.ts";
import { UserError } from "./user-error.ts";
import { checkWritable, writeWhole } from "./write-whole.ts";

interface DrawOptions
  extends Omit<PlantOptions, "plant">,
    SteeringOptions,
    PlanOptions,
    ResumeOptions {
  readonly machine: string;
  readonly penWidth: number;
  readonly preview?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly plant?: "twin" | "plotter";
  readonly virtual: boolean;
  readonly wait: boolean;
  readonly resetLearned: boolean;
}

/** Of a pen on paper, where nobody says otherwise [m/s]. */
const SPEED = 0.03;

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
    .argument("[files...]", "SVG, polylines in JSON, or .txt; - for stdin; drawn one after another")
    .option("--text <words>", "write these words instead; \\n begins a new line")
    .addOption(
      new Option("--font <name>", "of --text and .txt files")
        .choices(fontNames)
        .default("readable"),
    )
    .addOption(machineOption())
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
      option(
        "--speed <mm/s>",
        "of the pen on paper (default: the machine's, or 30)",
        millimetres(1, 500),
      ),
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
    .option("--no-wait", "do not wait for paper between files, and for pens between layers")
    .option("--resume", "go on with what was not finished", false)
    .option("--yes", "do not ask before that", false)
    .option("--discard", "give up what was not finished, and begin anew", false)
    .option("--reset-learned", "forget what was learnt (it is kept beside, as .old)", false)
    .option("--dry-run", "only plan, and say what would be drawn", false)
    .addOption(jsonOption().default(false))
    .action(draw);

async function draw(
  named: string[],
  given: Omit<DrawOptions, "speed"> & { readonly speed?: number },
  command: Command,
): Promise<void> {
  const machine = openMachine(given.machine);
  const wanted = { ...given, speed: given.speed ?? machine.speed ?? SPEED };
  const { files, options } =
    given.resume && named.length === 0 && given.text === undefined
      ? restoreWish(wanted, machine, command)
      : { files: named, options: wanted };
  if (options.preview !== undefined) checkPreview(options.preview, files.length);
  const planned = planFiles(files, options, machine.config.arm);
  const path = learnedPath(machine, options, options.plant ?? "plotter");
  const predictions = planned.map(({ plan }) =>
    options.preview === undefined ? undefined : predict(plan.job, machine, options.steering, path),
  );
  for (const [i, { plan }] of planned.entries()) {
    if (options.preview !== undefined) await writePreview(plan, options, predictions[i]);
  }
  const draws = !options.dryRun && (options.plant !== undefined || options.preview === undefined);
  const plant = draws ? choosePlant(options) : undefined;
  if (!options.json) {
    for (const [i, { plan }] of planned.entries()) {
      process.stderr.write(describePlan(plan));
      if (options.preview !== undefined) process.stderr.write(describePrediction(predictions[i]));
    }
  }
  if (plant && options.resetLearned) forget(machine, options, plant);
  if (plant && !options.virtual) await drawByClock(planned, files, machine, { ...options, plant });
  for (const [i, { plan }] of planned.entries()) {
    const drawn =
      plant && options.virtual ? await drawPlanVirtually(plan.job, machine, options) : undefined;
    if (options.json) {
      process.stdout.write(
        `${JSON.stringify({ ...planReport(plan), ...expectation(predictions[i], options), ...drawn })}\n`,
      );
    } else if (drawn) process.stdout.write(describeInk(drawn));
  }
}

function choosePlant({ plant, virtual, resume }: DrawOptions): "twin" | "plotter" {
  if (plant === undefined) {
    throw new UserError(
      "No plant was chosen, so nothing was drawn. Use --plant twin or plotter; --dry-run for the figures, or --preview FILE for a picture.",
      2,
    );
  }
  if (plant === "plotter" && virtual) {
    throw new UserError("Only the twin lives in virtual time: use --plant twin.", 2);
  }
  if (virtual && resume) {
    throw new UserError("What is drawn in virtual time is never left unfinished: no --resume.", 2);
  }
  return plant;
}

/** Draws one after another, and keeps a journal of it. */
async function drawByClock(
  planned: readonly PlannedFile[],
  files: readonly string[],
  machine: Machine,
  options: DrawOptions & PlantOptions,
): Promise<void> {
  if (planned.length > 1 && options.wait && !someoneIsThere()) {
    throw new UserError(
      "Between two files somebody has to change the paper, but there is no keyboard: --no-wait draws them without.",
      2,
    );
  }
  const { header, from } = await takeUpWork(planned, files, machine, options);
  mkdirSync(dirname(machine.beside), { recursive: true });
  const complain = (why: string): void => void process.stderr.write(`note: ${why}\n`);
  await drawLive({
    queue: planned.map(({ name, plan }) => ({
      name: basename(name),
      job: plan.job,
      pens: pensOf(plan),
    })),
    pilot: {
      machine: options.machine,
      plant: {
        plant: options.plant,
        seed: options.seed,
        ...(options.port !== undefined && { port: options.port }),
      },
      steering: options.steering,
      learned: learnedPath(machine, options, options.plant),
    },
    repeats: options.repeats,
    waits: options.wait && someoneIsThere(),
    from,
    openJournal: () => openJournal(journalPath(machine), header, from, complain),
  });
}

function forget(machine: Machine, options: DrawOptions, plant: "twin" | "plotter"): void {
  const path = learnedPath(machine, options, plant);
  if (path === undefined) {
    throw new UserError("Nothing is kept of this machine, so nothing can be forgotten.", 2);
  }
  resetLearned(path);
}

function checkPreview(path: string, files: number): void {
  if (files > 1) throw new UserError("A preview shows one file, so give one.", 2);
  if (!/\.(svg|png)$/i.test(path)) {
    throw new UserError(`Expected a preview that ends in .svg or .png, found ${path}.`, 2);
  }
  checkWritable(path);
}

/** For programs: null where nothing is known. */
function expectation(prediction: Prediction | undefined, { preview }: DrawOptions) {
  if (preview === undefined) return {};
  if (!prediction) return { expected: null };
  const { rmsMm, maxMm, basis } = prediction;
  return { expected: { rmsMm, maxMm, basis } };
}

async function writePreview(
  plan: Plan,
  { preview: path = "", penWidth }: DrawOptions,
  prediction: Prediction | undefined,
): Promise<void> {
  const note = describePrediction(prediction).trimEnd();
  try {
    const svg = previewSvg(plan, {
      penWidth,
      note,
      ...(prediction && { predicted: prediction.lines }),
    });
    writeWhole(path, /\.png$/i.test(path) ? await rasterise(svg) : Buffer.from(svg));
  } catch (cause) {
    if (!(cause instanceof DrawingError)) throw cause;
    throw new UserError(`Cannot show the plan: ${cause.message}.`);
  }
}
