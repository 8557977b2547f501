/**
 * Work that was not finished: what becomes of it, and how it is gone on with. Nothing moves before somebody has agreed.
 */
import { resolve } from "node:path";
import type { Command } from "commander";
import { agreed, someoneIsThere } from "../ask.ts";
import type { PlannedFile, PlanOptions } from "../drawing/plan-file.ts";
import { planHash } from "../drawing/plan-file.ts";
import type { Machine } from "../machine/machine.ts";
import { UserError } from "../user-error.ts";
import type { JournalHeader, Mark, Wish } from "./journal.ts";
import { beginning, differenceFrom, readJournal } from "./journal.ts";
import type { PlantOptions } from "./open-plotter.ts";
import type { SteeringOptions } from "./steering-options.ts";
import { headerFor, namesOf, nextOf, placeOf } from "./work-header.ts";

export interface ResumeOptions {
  readonly resume: boolean;
  readonly yes: boolean;
  readonly discard: boolean;
}

/** What a journal remembers of the command line. */
interface WishOptions extends PlanOptions, SteeringOptions, Omit<PlantOptions, "plant"> {
  readonly plant?: PlantOptions["plant"];
}

export const journalPath = ({ beside }: Machine): string => `${beside}.journal`;

/** `options` with what the unfinished work was to be, and its files. */
export function restoreWish<Options extends WishOptions>(
  options: Options,
  machine: Machine,
  command: Command,
): { readonly files: readonly string[]; readonly options: Options } {
  const unfinished = readJournal(journalPath(machine));
  if (!unfinished) throw nothingUnfinished(machine);
  const { files, port, ...wish } = unfinished.header.wish;
  const restored = { ...options, ...wish, ...(port !== undefined && { port }) };
  for (const key of ["port", "plant"] as const) {
    if (command.getOptionValueSource(key) === "cli")
      Object.assign(restored, { [key]: options[key] });
  }
  for (const option of command.options) {
    const key = option.attributeName();
    if (!(key in wish) || key === "plant" || command.getOptionValueSource(key) !== "cli") continue;
    throw new UserError(
      `Cannot go on with ${namesOf(unfinished.header)} and ${option.long} at once: what was begun is finished as it was begun. --discard begins anew.`,
      2,
    );
  }
  return { files, options: restored };
}

/** The journal's header for what is to be drawn, and where to begin. Asks where something was not finished. */
export async function takeUpWork(
  planned: readonly PlannedFile[],
  files: readonly string[],
  machine: Machine,
  options: WishOptions & ResumeOptions & { readonly plant: PlantOptions["plant"] },
): Promise<{ readonly header: JournalHeader; readonly from: Mark }> {
  const header = headerFor(
    planned.map(({ name, plan, source }) => ({
      name,
      strokes: plan.job.strokes.length,
      source,
      plan: planHash(plan),
    })),
    wishOf(files, options),
  );
  const unfinished = readJournal(journalPath(machine));
  const fresh = { header, from: beginning };
  if (!unfinished) {
    if (options.resume) throw nothingUnfinished(machine);
    return fresh;
  }
  if (options.discard) return fresh;
  const what = `${namesOf(unfinished.header)} was not finished (${placeOf(unfinished)})`;
  const difference = differenceFrom(unfinished.header, header.jobs);
  if (difference !== undefined) {
    throw new UserError(
      `${what}, and cannot be gone on with: ${difference}. --discard gives it up.`,
    );
  }
  const from = nextOf(unfinished);
  if (from.job === header.jobs.length) {
    if (options.resume) throw nothingUnfinished(machine);
    return fresh;
  }
  if (!options.resume && !someoneIsThere()) {
    throw new UserError(`${what}: --resume goes on with it, --discard begins anew.`);
  }
  const question = `${what}. Are paper and pen where they were, and shall it go on?`;
  if (
    !options.yes &&
    !(await agreed(question, `${what}: --resume --yes goes on without asking.`))
  ) {
    throw new UserError("Nothing was drawn. --discard begins anew.");
  }
  return { header: { ...header, began: unfinished.header.began }, from };
}

function wishOf(
  files: readonly string[],
  options: WishOptions & { readonly plant: PlantOptions["plant"] },
): Wish {
  const { text, font, paper, rotate, margin, actualSize, speed, layers, fills, tolerance } =
    options;
  const { steering, repeats, plant, port, seed, placed } = options;
  return {
    files: files.map((file) => (file === "-" ? file : resolve(file))),
    ...(text !== undefined && { text }),
    ...(placed && { placed }),
    font,
    ...(paper && { paper: { ...paper, corner: paper.corner && [...paper.corner] } }),
    rotate,
    margin,
    actualSize,
    speed,
    layers,
    fills,
    tolerance,
    steering,
    repeats,
    plant,
    ...(port !== undefined && { port }),
    seed,
  };
}

const nothingUnfinished = (machine: Machine): UserError =>
  new UserError(`Nothing to go on with: ${machine.name} has no unfinished drawing.`);
