/** What a journal says of the work that it is about. */
import { resolve } from "node:path";
import type { JournalHeader, Mark, Wish } from "./journal.ts";

export interface Unfinished {
  readonly header: JournalHeader;
  readonly at: Mark;
}

/** A new journal's header: these jobs, wished for now. */
export const headerFor = (jobs: JournalHeader["jobs"], wish: Wish): JournalHeader => ({
  format: "purkinje journal",
  version: 1,
  began: new Date().toISOString(),
  wish,
  jobs: jobs.map(({ name, ...job }) => ({ name: name === "-" ? name : resolve(name), ...job })),
});

/** The next thing to do: not a stroke behind the last one. */
export function nextOf({ header: { jobs, wish }, at }: Unfinished): Mark {
  const { job, pass, done } = at;
  if (done < (jobs[job]?.strokes ?? 0)) return { job, pass, done };
  if (pass + 1 < wish.repeats) return { job, pass: pass + 1, done: 0 };
  return { job: job + 1, pass: 0, done: 0 };
}

export const namesOf = ({ jobs }: JournalHeader): string => jobs.map(({ name }) => name).join(", ");

export function placeOf({ header, at }: Unfinished): string {
  const job = header.jobs[at.job];
  const which = header.jobs.length > 1 ? ` of ${job?.name}` : "";
  return `${at.done} of ${job?.strokes} strokes${which} are drawn`;
}
