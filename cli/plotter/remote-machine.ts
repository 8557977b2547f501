/**
 * A machine in another thread, with the same face as one in this.
 */
import { once } from "node:events";
import type { MessagePort } from "node:worker_threads";
import { Worker } from "node:worker_threads";
import type { Machine } from "../../bridge/firmata/machine.ts";
import { mailboxReader, postTo } from "../../bridge/shared/mailbox.ts";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { Fault, Phase } from "../../plant/plotter/safety.ts";
import { UserError } from "../user-error.ts";
import type { LinkOrder, LinkReport, LinkRequest } from "./link-order.ts";
import { commandBuffer, commandToWords, stateBuffer } from "./link-order.ts";

/** Once stopped it cannot be engaged again: whoever wants to go on opens another. */
export interface RemoteMachine extends Machine {
  /** Moves the pen alone: 0 on the paper, 1 lifted. The machine cannot be engaged any more. */
  movePen(height: number): void;
  /** Pen up, limp, and the port closed; resolves when all that is done. */
  close(): Promise<void>;
}

/** Resolves once the board has answered. */
export async function openRemoteMachine(
  { joints, pen, driver }: PlotterWiring,
  line: string | MessagePort,
): Promise<RemoteMachine> {
  // Only what can be copied into another thread: a whole PlotterConfig has functions too.
  const wiring = { joints, pen, ...(driver && { driver }) };
  const order: LinkOrder = { wiring, line, commands: commandBuffer(), states: stateBuffer() };
  const worker = new Worker(new URL("./link-worker.js", import.meta.url), {
    workerData: order,
    transferList: typeof line === "string" ? [] : [line],
  });
  const [first]: LinkReport[] = await once(worker, "message");
  const gone = once(worker, "exit");
  if (first?.kind !== "ready") {
    // Not terminated: a serial port that is still open takes the process down with it.
    await gone;
    throw new UserError(first?.kind === "failed" ? `${first.why}.` : "The port gave no answer.");
  }

  const states = mailboxReader(order.states);
  const ask = (request: LinkRequest): void => worker.postMessage(request);
  let phase: Phase = "limp";
  let fault: Fault | undefined;
  let stopped = false;
  worker.on("message", (report: LinkReport) => {
    if (report.kind !== "phase") return;
    phase = report.phase;
    fault = report.fault;
  });
  worker.on("error", (error) => {
    phase = "limp";
    fault = { kind: "error", why: `the thread of the serial line has ended: ${error.message}` };
  });

  return {
    firmware: first.firmware,
    get phase() {
      return phase;
    },
    get fault() {
      return fault;
    },
    engage(pulses) {
      if (stopped) return;
      ask({ op: "engage", pulses });
      phase = "live";
      fault = undefined;
    },
    send(command) {
      if (phase !== "live") return false;
      postTo(order.commands, commandToWords(command));
      return true;
    },
    movePen: (height) => ask({ op: "pen", height }),
    stop(why) {
      // Before it was engaged there is nothing to lift, but nothing may begin to move any more either.
      stopped = true;
      if (phase === "limp") fault ??= why;
      ask({ op: "stop", fault: why });
    },
    tick() {},
    angles() {
      states.read();
      const [first = Number.NaN, second = Number.NaN] = states.words;
      return states.length === 0 || Number.isNaN(first + second) ? undefined : [first, second];
    },
    async close() {
      ask({ op: "close" });
      await gone;
    },
  };
}
