/**
 * A journal of what has been drawn, on disk, so that after a crash, a power cut or an unplugged cable the work goes on where it
 * stopped.
 *
 * One line of JSON each: first what is to be drawn, then a mark whenever a stroke is finished. Marks are appended while
 * the arm moves, so nothing waits for the disk; the last one may be missing or torn, and then its stroke is drawn again.
 * A drawing that is finished leaves no journal.
 */
import { readFileSync, rmSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { z } from "zod";
import { layerings } from "../../bridge/drawing/layers.ts";
import { fontNames } from "../../bridge/drawing/text/stroke-font.ts";
import { UserError } from "../user-error.ts";
import { writeWhole } from "../write-whole.ts";

/** All that decides about what comes onto the paper, so that it can be planned again. */
const Wish = z.strictObject({
  files: z.array(z.string()),
  text: z.string().optional(),
  /** The file holds strokes that stay where they are (placed-strokes.ts). */
  placed: z.literal(true).optional(),
  font: z.enum(fontNames),
  paper: z
    .strictObject({
      width: z.number(),
      height: z.number(),
      corner: z.tuple([z.number(), z.number()]).optional(),
    })
    .optional(),
  rotate: z.union([z.number(), z.literal("auto")]),
  margin: z.number(),
  actualSize: z.boolean(),
  speed: z.number(),
  layers: z.enum(layerings),
  fills: z.boolean(),
  tolerance: z.number(),
  steering: z.enum(["plain", "static", "cerebellum"]),
  repeats: z.number(),
  plant: z.enum(["twin", "plotter"]),
  port: z.string().optional(),
  seed: z.number(),
});
export type Wish = z.infer<typeof Wish>;

const Header = z.strictObject({
  format: z.literal("purkinje journal"),
  version: z.literal(1),
  began: z.string(),
  wish: Wish,
  /** Hashes of what came in and of the plan that was made of it. */
  jobs: z.array(
    z.strictObject({
      name: z.string(),
      strokes: z.number().int(),
      source: z.string(),
      plan: z.string(),
    }),
  ),
});
export type JournalHeader = z.infer<typeof Header>;

const Mark = z.strictObject({
  job: z.number().int().min(0),
  pass: z.number().int().min(0),
  /** Strokes of that pass that are finished. */
  done: z.number().int().min(0),
});
/** How far the work is. */
export type Mark = z.infer<typeof Mark>;

export const beginning: Mark = { job: 0, pass: 0, done: 0 };

export interface Journal {
  /** Notes how far the work is; does not wait for the disk. */
  mark(at: Mark): void;
  /** The work is finished or given up: nothing is left on disk. */
  finish(): Promise<void>;
  /** The work is interrupted. */
  close(): Promise<void>;
}

/** Begins a journal, or goes on with one at `at`. `complain` is told once if the disk fails. */
export async function openJournal(
  path: string,
  header: JournalHeader,
  at: Mark,
  complain: (why: string) => void,
): Promise<Journal> {
  // Anew also when it goes on: what is appended must not be glued to a torn line.
  writeWhole(path, Buffer.from(`${JSON.stringify(header)}\n${JSON.stringify(at)}\n`));
  const file: FileHandle = await open(path, "a");
  let failed = false;
  let written = Promise.resolve();
  const append = (line: string): void => {
    written = written.then(async () => {
      if (failed) return;
      try {
        await file.appendFile(line);
        await file.datasync();
      } catch (error) {
        failed = true;
        complain(
          `the journal ${path} cannot be written (${error instanceof Error ? error.message : error})`,
        );
      }
    });
  };
  const close = async (): Promise<void> => {
    await written;
    await file.close();
  };
  return {
    mark: (mark) => append(`${JSON.stringify(mark)}\n`),
    close,
    async finish() {
      await close();
      dropJournal(path);
    },
  };
}

/** What was interrupted is given up. */
export const dropJournal = (path: string): void => rmSync(path, { force: true });

/** What is on disk of work that was interrupted; undefined where there is none. */
export function readJournal(
  path: string,
): { readonly header: JournalHeader; readonly at: Mark } | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new UserError(
      `The journal ${path} cannot be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
  const [first = "", ...lines] = text.split("\n");
  const header = Header.safeParse(parsed(first));
  if (!header.success) {
    throw new UserError(
      `Expected the journal of a drawing in ${path}, found something else. Delete it to begin anew.`,
    );
  }
  let at = beginning;
  for (const line of lines) {
    const mark = Mark.safeParse(parsed(line));
    // After a torn line nothing can be trusted.
    if (!mark.success || mark.data.job >= header.data.jobs.length) break;
    at = mark.data;
  }
  return { header: header.data, at };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Says in what a plan differs from the one of a journal; undefined where it does not. */
export function differenceFrom(
  { jobs }: JournalHeader,
  now: JournalHeader["jobs"],
): string | undefined {
  const nameOf = (list: JournalHeader["jobs"]): string => list.map(({ name }) => name).join(", ");
  if (jobs.length !== now.length || nameOf(jobs) !== nameOf(now)) {
    return `it was about ${nameOf(jobs)}, and not about ${nameOf(now)}`;
  }
  for (const [i, { name, source, plan }] of jobs.entries()) {
    if (source !== now[i]?.source) return `${name} has changed since`;
    if (plan !== now[i]?.plan) return `${name} would be drawn with other settings`;
  }
  return undefined;
}
