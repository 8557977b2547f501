/**
 * Jobs as passes of a pilot: what is left of each, what is waited for before which stroke, and what the journal hears of it.
 */
import type { WaitsFor } from "../../bridge/protocol/queue-message.ts";
import type { Job } from "../../plant/plotter/job.ts";
import { planJob } from "../../plant/plotter/job.ts";
import type { Journal, Mark } from "./journal.ts";
import type { Pass, PassStatus } from "./pilot/pilot-order.ts";

export interface QueuedJob {
  readonly name: string;
  readonly job: Job;
  /** What pen is wanted from a stroke on, for each stroke before which it is changed. */
  readonly pens: ReadonlyMap<number, string>;
}

export interface PassesOptions {
  /** Each so many times, one on top of the other. */
  readonly repeats: number;
  /** Whether to wait for another sheet between two jobs, and for another pen between layers. */
  readonly waits: boolean;
  /** Where the work begins. */
  readonly from: Mark;
}

/** One way through one of the jobs. */
export interface QueuedPass extends Pass {
  readonly name: string;
  /** Where it begins. */
  readonly at: Mark;
  /** Strokes of the whole job. */
  readonly strokes: number;
  /** What it waits for before a stroke, counted from where it begins. */
  readonly waits: ReadonlyMap<number, NonNullable<WaitsFor>>;
}

/** All that is to be drawn, in its order; of the first what is left of it. */
export function passesOf(
  queue: readonly QueuedJob[],
  { repeats, waits, from }: PassesOptions,
): QueuedPass[] {
  const passes: QueuedPass[] = [];
  for (const [index, { name, job, pens }] of queue.entries()) {
    if (index < from.job) continue;
    const first = index === from.job ? from : { pass: 0, done: 0 };
    for (let pass = first.pass; pass < repeats; pass++) {
      const done = pass === first.pass ? first.done : 0;
      const says = new Map<number, NonNullable<WaitsFor>>();
      if (waits && pass === 0) {
        if (done === 0 && index > from.job) says.set(0, { what: "paper", name });
        for (const [stroke, pen] of pens) {
          if (stroke > done) says.set(stroke - done, { what: "pen", name: pen });
        }
      }
      const rest = done > 0 ? planJob(job.strokes.slice(done), job.settings) : job;
      const at = { job: index, pass, done };
      const strokes = job.strokes.length;
      passes.push({ name, at, strokes, waits: says, job: rest, holds: [...says.keys()] });
    }
  }
  return passes;
}

/** Notes in a journal how far passes are, whenever it is told. */
export function noteProgress(
  passes: readonly QueuedPass[],
  journal: Journal,
): (status: PassStatus) => void {
  let under = -1;
  let noted = 0;
  return (status) => {
    const pass = passes[status.pass];
    if (!pass) return;
    const { at } = pass;
    if (under !== status.pass) {
      if (at.done === 0) journal.mark(at);
      under = status.pass;
      noted = 0;
    }
    if (status.done === noted) return;
    noted = status.done;
    journal.mark({ ...at, done: at.done + noted });
  };
}

/** The same pass, held before its first stroke; `what` is waited for there, if anything is. */
export const heldAtHome = (
  pass: QueuedPass,
  what: NonNullable<WaitsFor> | undefined,
): QueuedPass => ({
  ...pass,
  holds: [0, ...pass.holds],
  waits: what ? new Map([[0, what], ...pass.waits]) : pass.waits,
});
