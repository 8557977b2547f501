/**
 * Draws plans on a plotter or the twin by the wall clock, one after another, and lets somebody interfere.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "../../plant/plotter/job.ts";
import { planJob } from "../../plant/plotter/job.ts";
import type { JobControl } from "../../plant/plotter/job-control.ts";
import { makeJobControl } from "../../plant/plotter/job-control.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import type { Machine } from "../machine/machine.ts";
import { UserError } from "../user-error.ts";
import { STOPPED } from "./draw-virtually.ts";
import { goHome } from "./go-home.ts";
import { jobProgress } from "./job-progress.ts";
import type { Journal, Mark } from "./journal.ts";
import { KEYS, listenToKeys, orderFor } from "./keyboard.ts";
import type { MachineSteering } from "./machine-steering.ts";
import type { PlantOptions } from "./open-plotter.ts";
import type { RemoteMachine } from "./remote-machine.ts";
import { runLive } from "./run-live.ts";
import { withPlotter } from "./with-plotter.ts";

interface QueuedJob {
  readonly name: string;
  readonly job: Job;
  /** What pen is wanted from a stroke on, for each stroke before which it is changed. */
  readonly pens: ReadonlyMap<number, string>;
}

export interface LiveDrawing {
  readonly queue: readonly QueuedJob[];
  readonly machine: Machine;
  readonly steering: MachineSteering;
  readonly plant: PlantOptions;
  /** Each so many times, one on top of the other. */
  readonly repeats: number;
  /** Whether to wait for another sheet between two of the queue, and for another pen between layers. */
  readonly waits: boolean;
  /** Where the work begins. */
  readonly from: Mark;
  /** Called when the machine is there. */
  readonly openJournal: () => Promise<Journal>;
}

/** For the arm to come to rest [ms]. */
const REST = 150;

/** Resolves when the pen is home and the machine limp. Throws a UserError if something stopped it. */
export async function drawLive(drawing: LiveDrawing): Promise<void> {
  const { machine: plotter, steering, plant, queue, from } = drawing;
  // Now, for a machine that waits for a long plan hears no commands, and stops.
  const first = queue[from.job];
  const rest = first && from.done > 0 ? restOf(first.job, from.done) : undefined;
  let journal: Journal | undefined;
  let control: JobControl | undefined;
  const fault = await withPlotter(plant, plotter, async (machine) => {
    process.stderr.write(`${machine.firmware}\n`);
    const stopListening = listenToKeys((key) => {
      const idle = { state: "playing", factor: 1, offset: 0 } as const;
      const order = orderFor(key, control ?? idle);
      if (!order) return;
      if (control && control.state !== "over") control.order(order);
      else if (order.op === "cancel" || order.op === "stop") {
        machine.stop({ kind: "stopped", why: "somebody pressed stop" });
      }
    });
    if (stopListening) process.stderr.write(`${KEYS}\n`);
    try {
      journal = await drawing.openJournal();
      const astray = await goHome(machine, plotter.config, steering.calibrations);
      if (astray) return astray;
      const stopped = await drawQueue(machine, drawing, rest, journal, (next) => {
        control = next;
      });
      if (!stopped) await sleep(REST);
      return stopped;
    } finally {
      stopListening?.();
    }
  });
  steering.keep();
  if (!fault || control?.ended === "cancelled") await journal?.finish();
  else await journal?.close();
  if (!fault) return;
  const later = control?.ended === "cancelled" ? "" : " To go on where it stopped: --resume.";
  throw new UserError(`The plotter stopped: ${fault.why}.${later}`, STOPPED);
}

/** A job without the strokes that were drawn before. */
const restOf = ({ strokes, settings }: Job, done: number): Job =>
  planJob(strokes.slice(done), settings);

/** Draws one after another, of the first what is left if it was `begun`; `begin` is told about each that begins. */
async function drawQueue(
  machine: RemoteMachine,
  { queue, repeats, waits, from, steering }: LiveDrawing,
  begun: Job | undefined,
  journal: Journal,
  begin: (control: JobControl) => void,
): Promise<Fault | undefined> {
  let { pass, done: before } = from;
  let control: JobControl | undefined;
  for (const [index, { name, job, pens }] of queue.entries()) {
    if (index < from.job) continue;
    for (; pass < repeats; pass++) {
      const { strokes } = job;
      const rest = before > 0 && begun ? begun : job;
      const now: JobControl = makeJobControl(rest, control);
      control = now;
      begin(now);
      const progress = jobProgress(name, strokes.length, before, rest.seconds);
      let noted = 0;
      const waitFor = (what: string): void => {
        now.order({ op: "pause" });
        progress.say(`${what}, then press the space bar`);
      };
      if (waits && pass === 0 && before === 0 && index > from.job) {
        waitFor(`put in the paper for ${name}`);
      }
      try {
        const skipped = before;
        const stopped = await runLive(machine, now, steering.steering, (time) => {
          progress.look(now, time);
          if (now.done === noted) return;
          noted = now.done;
          journal.mark({ job: index, pass, done: skipped + noted });
          const pen = pens.get(skipped + noted);
          if (waits && pen !== undefined && pass === 0) waitFor(`put in the pen for ${pen}`);
        });
        if (stopped) return stopped;
      } finally {
        progress.stop();
      }
      before = 0;
    }
    pass = 0;
    journal.mark({ job: index + 1, pass: 0, done: 0 });
  }
  return undefined;
}
