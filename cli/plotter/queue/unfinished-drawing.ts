/**
 * A drawing that a journal knows of and that is not finished, as a page may go on with it.
 */
import { basename } from "node:path";
import type { Mark, Wish } from "../journal.ts";
import { differenceFrom, dropJournal, readJournal } from "../journal.ts";
import type { PlannedDrawing } from "../show/planner.ts";
import type { Unfinished } from "../work-header.ts";
import { headerFor, nextOf } from "../work-header.ts";
import type { JobQueue, QueuedDrawing } from "./job-queue.ts";

export interface UnfinishedDrawing extends Unfinished {
  readonly name: string;
  /** Its number in the queue; undefined if it was begun elsewhere. */
  readonly id: number | undefined;
  /** Undefined until it is planned, and where it cannot be gone on with. */
  readonly plan: PlannedDrawing | undefined;
  /** Why it cannot be gone on with here, and what to do. */
  readonly why: string | undefined;
}

/** Where it goes on; undefined if nothing is left of it. */
export function restOf(unfinished: Unfinished): Mark | undefined {
  const next = nextOf(unfinished);
  return next.job < unfinished.header.jobs.length ? next : undefined;
}

/** Why a page that draws by `run` cannot go on with it, before it is planned. */
export function whyNotHere(
  { header }: Unfinished,
  run: Pick<Wish, "plant" | "steering" | "seed">,
  machine: string,
): string | undefined {
  const { wish, jobs } = header;
  const terminal = `\`purkinje draw --resume --machine ${machine}\` goes on with it`;
  if (jobs.length > 1)
    return `It is one of ${jobs.length} drawings that were begun together: ${terminal}.`;
  if (wish.repeats > 1) return `It is drawn ${wish.repeats} times: ${terminal}.`;
  if (wish.files.includes("-")) {
    return "It came in by a pipe: send the same again to `purkinje draw - --resume`.";
  }
  const anew = (option: string): string => `start purkinje with ${option} to go on with it`;
  if (wish.plant !== run.plant) {
    return `It was begun on ${wish.plant === "twin" ? "the twin" : "a plotter"}: ${anew(`--plant ${wish.plant}`)}.`;
  }
  if (wish.steering !== run.steering) {
    return `It was steered by ${wish.steering}: ${anew(`--steering ${wish.steering}`)}.`;
  }
  if (wish.plant === "twin" && wish.seed !== run.seed) {
    return `It was begun on another twin: ${anew(`--seed ${wish.seed}`)}.`;
  }
  return undefined;
}

/** The same with its plan, or with why there is none. */
export function withPlan(
  unfinished: UnfinishedDrawing,
  plan: PlannedDrawing | string,
): UnfinishedDrawing {
  if (typeof plan === "string") return { ...unfinished, why: `${plan} It can only be given up.` };
  const { header } = unfinished;
  const [job] = header.jobs;
  const planned = { strokes: plan.job.strokes.length, source: plan.source, plan: plan.hash };
  const now = headerFor([{ name: job?.name ?? "", ...planned }], header.wish);
  const difference = differenceFrom(header, now.jobs);
  if (difference === undefined) return { ...unfinished, plan };
  return {
    ...unfinished,
    why: `It cannot be gone on with: ${difference}. It can only be given up.`,
  };
}

/**
 * What the journal at `path` says of work that was not finished, when a program begins; `queue` is told what became of the
 * drawing that it believes to be under the pen. `pathOf` says where a file of the queue is.
 */
export function takeStock(
  queue: JobQueue,
  path: string,
  pathOf: (file: string) => string,
): UnfinishedDrawing | undefined {
  const found = readJournal(path);
  const { under } = queue;
  const at = found && restOf(found);
  const isThis = found !== undefined && under !== undefined && isAbout(found, under, pathOf);
  if (under && !isThis) {
    // It was never begun, or is over by the hand of another program.
    if (under.began === undefined) queue.putBack(under.id);
    else queue.turn(under.id, "done", { why: "`purkinje draw` has ended it." });
  }
  if (!found) return undefined;
  if (!at) {
    if (under && isThis) queue.turn(under.id, "done");
    dropJournal(path);
    return undefined;
  }
  const { header } = found;
  if (under && isThis) queue.turn(under.id, "unfinished", { began: header.began });
  return {
    header,
    at,
    name: under && isThis ? under.name : basename(header.jobs[at.job]?.name ?? "a drawing"),
    id: isThis ? under?.id : undefined,
    plan: undefined,
    why: undefined,
  };
}

function isAbout(
  { header }: Unfinished,
  { began, file }: QueuedDrawing,
  pathOf: (file: string) => string,
): boolean {
  if (began !== undefined) return began === header.began;
  return file !== undefined && header.wish.files[0] === pathOf(file);
}
