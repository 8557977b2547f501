/**
 * Draws plans on a plotter or the twin by the wall clock, one after another, and lets somebody interfere.
 */
import type { Job } from "../../plant/plotter/job.ts";
import { planJob } from "../../plant/plotter/job.ts";
import { UserError } from "../user-error.ts";
import { STOPPED } from "./draw-virtually.ts";
import { jobProgress } from "./job-progress.ts";
import type { Journal, Mark } from "./journal.ts";
import { KEYS, listenToKeys, orderFor } from "./keyboard.ts";
import { sharedClock } from "./link-order.ts";
import { openPilot } from "./pilot/pilot.ts";
import type { Pass, PassStatus, PilotOptions } from "./pilot/pilot-order.ts";
import { endingWell } from "./with-plotter.ts";

interface QueuedJob {
  readonly name: string;
  readonly job: Job;
  /** What pen is wanted from a stroke on, for each stroke before which it is changed. */
  readonly pens: ReadonlyMap<number, string>;
}

export interface LiveDrawing {
  readonly queue: readonly QueuedJob[];
  readonly pilot: PilotOptions;
  /** Each so many times, one on top of the other. */
  readonly repeats: number;
  /** Whether to wait for another sheet between two of the queue, and for another pen between layers. */
  readonly waits: boolean;
  /** Where the work begins. */
  readonly from: Mark;
  /** Called when the machine is there. */
  readonly openJournal: () => Promise<Journal>;
}

/** One way through one of the queue. */
interface QueuedPass extends Pass {
  readonly name: string;
  /** Where it begins. */
  readonly at: Mark;
  /** Strokes of the whole job. */
  readonly strokes: number;
  /** What to say when it waits before a stroke, counted from where it begins. */
  readonly waits: ReadonlyMap<number, string>;
}

/** Resolves when the pen is home and the machine limp. Throws a UserError if something stopped it. */
export async function drawLive(drawing: LiveDrawing): Promise<void> {
  const passes = passesOf(drawing);
  let journal: Journal | undefined;
  const { fault, ended } = await endingWell(await openPilot(drawing.pilot), async (pilot) => {
    process.stderr.write(`${pilot.firmware}\n`);
    const stopListening = listenToKeys((key) => {
      const idle = { state: "playing", factor: 1, offset: 0 } as const;
      const { pass } = pilot.status;
      const order = orderFor(key, pass ?? idle);
      if (!order) return;
      if (pass && pass.state !== "over") pilot.order(order);
      else if (order.op === "cancel" || order.op === "stop") {
        pilot.stop({ kind: "stopped", why: "somebody pressed stop" });
      }
    });
    if (stopListening) process.stderr.write(`${KEYS}\n`);
    journal = await drawing.openJournal();
    const watched = watchPasses(passes, journal);
    pilot.listen(({ pass }) => {
      if (pass) watched.look(pass);
    });
    try {
      const drawn = await pilot.draw(passes, {});
      if (!drawn.fault) journal.mark({ job: drawing.queue.length, pass: 0, done: 0 });
      return drawn;
    } finally {
      watched.stop();
      stopListening?.();
    }
  });
  if (!fault || ended === "cancelled") await journal?.finish();
  else await journal?.close();
  if (!fault) return;
  const later = ended === "cancelled" ? "" : " To go on where it stopped: --resume.";
  throw new UserError(`The plotter stopped: ${fault.why}.${later}`, STOPPED);
}

/** All that is to be drawn, in its order; of the first what is left of it. */
function passesOf({ queue, repeats, waits, from }: LiveDrawing): QueuedPass[] {
  const passes: QueuedPass[] = [];
  for (const [index, { name, job, pens }] of queue.entries()) {
    if (index < from.job) continue;
    const first = index === from.job ? from : { pass: 0, done: 0 };
    for (let pass = first.pass; pass < repeats; pass++) {
      const done = pass === first.pass ? first.done : 0;
      const says = new Map<number, string>();
      if (waits && pass === 0) {
        if (done === 0 && index > from.job) says.set(0, `put in the paper for ${name}`);
        for (const [stroke, pen] of pens) {
          if (stroke > done) says.set(stroke - done, `put in the pen for ${pen}`);
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

/** Shows how far passes are, notes it in the journal, and says what is waited for. */
function watchPasses(passes: readonly QueuedPass[], journal: Journal) {
  let progress: ReturnType<typeof jobProgress> | undefined;
  let shown = -1;
  let noted = 0;
  let said: number | undefined;
  return {
    look(status: PassStatus): void {
      const pass = passes[status.pass];
      if (!pass) return;
      const { name, strokes, at, job, waits } = pass;
      if (shown !== status.pass) {
        progress?.stop();
        progress = jobProgress(name, strokes, at.done, job.seconds);
        if (at.done === 0) journal.mark(at);
        shown = status.pass;
        noted = 0;
        said = undefined;
      }
      progress?.look(status, sharedClock());
      if (status.done !== noted) {
        noted = status.done;
        journal.mark({ ...at, done: at.done + noted });
      }
      if (status.holdsAt !== undefined && status.holdsAt !== said) {
        progress?.say(`${waits.get(status.holdsAt)}, then press the space bar`);
      }
      said = status.holdsAt;
    },
    stop: (): void => progress?.stop(),
  };
}
