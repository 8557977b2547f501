/**
 * Draws plans on a plotter or the twin by the wall clock, one after another, and lets somebody interfere.
 */
import { UserError } from "../user-error.ts";
import { STOPPED } from "./draw-virtually.ts";
import { jobProgress } from "./job-progress.ts";
import type { Journal } from "./journal.ts";
import { KEYS, listenToKeys, orderFor } from "./keyboard.ts";
import { sharedClock } from "./link-order.ts";
import type { PassesOptions, QueuedJob, QueuedPass } from "./passes.ts";
import { noteProgress, passesOf } from "./passes.ts";
import { openPilot } from "./pilot/pilot.ts";
import type { PassStatus, PilotOptions } from "./pilot/pilot-order.ts";
import { endingWell } from "./with-plotter.ts";

export interface LiveDrawing extends PassesOptions {
  readonly queue: readonly QueuedJob[];
  readonly pilot: PilotOptions;
  /** Called when the machine is there. */
  readonly openJournal: () => Promise<Journal>;
}

/** Resolves when the pen is home and the machine limp. Throws a UserError if something stopped it. */
export async function drawLive(drawing: LiveDrawing): Promise<void> {
  const passes = passesOf(drawing.queue, drawing);
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
    const watched = watchPasses(passes);
    const note = noteProgress(passes, journal);
    pilot.listen(({ pass }) => {
      if (!pass) return;
      watched.look(pass);
      note(pass);
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

/** Shows how far passes are, and says what is waited for. */
function watchPasses(passes: readonly QueuedPass[]) {
  let progress: ReturnType<typeof jobProgress> | undefined;
  let shown = -1;
  let said: number | undefined;
  return {
    look(status: PassStatus): void {
      const pass = passes[status.pass];
      if (!pass) return;
      const { name, strokes, at, job, waits } = pass;
      if (shown !== status.pass) {
        progress?.stop();
        progress = jobProgress(name, strokes, at.done, job.seconds);
        shown = status.pass;
        said = undefined;
      }
      progress?.look(status, sharedClock());
      if (status.holdsAt !== undefined && status.holdsAt !== said) {
        const { what, name: change } = waits.get(status.holdsAt) ?? { what: "paper", name };
        progress?.say(`put in the ${what} for ${change}, then press the space bar`);
      }
      said = status.holdsAt;
    },
    stop: (): void => progress?.stop(),
  };
}
