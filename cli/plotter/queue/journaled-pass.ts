/**
 * One drawing under the pen, and its journal. The journal is on disk before the first stroke, and gone when there is
 * nothing to go on with.
 */
import type { Journal, JournalHeader, Mark } from "../journal.ts";
import { openJournal } from "../journal.ts";
import type { QueuedPass } from "../passes.ts";
import { heldAtHome, noteProgress, passesOf } from "../passes.ts";
import type { PassStatus } from "../pilot/pilot-order.ts";
import type { Ending } from "../show/job-desk.ts";
import type { PlannedDrawing } from "../show/planner.ts";

export interface JournaledPassOptions {
  readonly path: string;
  readonly header: JournalHeader;
  readonly from: Mark;
  readonly name: string;
  readonly plan: PlannedDrawing;
  /** Whether it waits for paper before it begins. */
  readonly wantsPaper: boolean;
  /** Resolves when the journal before it is closed. */
  readonly after: Promise<void>;
  readonly complain: (why: string) => void;
}

export interface JournaledPass {
  readonly pass: QueuedPass;
  /** How far the drawing is; undefined as long as nothing of it can be on the paper. */
  readonly at: Mark | undefined;
  look(status: PassStatus): void;
  /** Opens the journal; rejects if that cannot be written. */
  open(): Promise<void>;
  /** Leaves the journal for whoever goes on, or removes it. */
  close(how: Ending["how"]): Promise<void>;
}

export function makeJournaledPass(options: JournaledPassOptions): JournaledPass {
  const { path, header, from, name, plan, wantsPaper, after, complain } = options;
  const drawing = { name, job: plan.job, pens: plan.pens };
  const [whole] = passesOf([drawing], { repeats: 1, waits: true, from });
  if (!whole) throw new RangeError(`nothing is left of ${name}`);
  const pass = heldAtHome(whole, wantsPaper ? { what: "paper", name } : undefined);
  let journal: Journal | undefined;
  let note = (_: PassStatus): void => {};
  let at: Mark | undefined;

  return {
    pass,
    get at() {
      return at;
    },
    look(status) {
      if (!journal) return;
      at = { ...from, done: from.done + status.done };
      note(status);
    },
    async open() {
      await after;
      journal = await openJournal(path, header, from, complain);
      note = noteProgress([pass], journal);
      at = from;
    },
    async close(how) {
      try {
        await (how === "fault" ? journal?.close() : journal?.finish());
      } catch (error) {
        complain(`the journal ${path}: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}
