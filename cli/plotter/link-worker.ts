/**
 * The thread of the serial line: it carries commands to the board, and lifts the pen and lets go when they stop
 * coming, whatever the main thread is doing.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Board } from "../../bridge/firmata/board.ts";
import { openBoard } from "../../bridge/firmata/board.ts";
import { firmataMachine } from "../../bridge/firmata/machine.ts";
import { portTransport } from "../../bridge/firmata/port-transport.ts";
import { serialTransport } from "../../bridge/firmata/serial-transport.ts";
import type { ServoPin } from "../../bridge/firmata/servo-pin.ts";
import type { Transport } from "../../bridge/firmata/transport.ts";
import { startWired } from "../../bridge/firmata/wired-servo.ts";
import { mailboxReader, postTo } from "../../bridge/shared/mailbox.ts";
import type { LinkOrder, LinkReport, LinkRequest } from "./link-order.ts";
import { commandFromWords, sharedClock } from "./link-order.ts";

/** How often the mailbox is looked at [ms]: four times for each pulse that a servo hears. */
const LOOK_PERIOD = 5;

const { wiring, line, commands, states }: LinkOrder = workerData;
const report = (message: LinkReport): void => parentPort?.postMessage(message);

const transport = typeof line === "string" ? await serialTransport(line) : portTransport(line);
try {
  const board = await openBoard(transport);
  serve(board, transport);
  report({ kind: "ready", firmware: board.firmware });
} catch (error) {
  report({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
  transport.close();
  parentPort?.close();
}

function serve(board: Board, transport: Transport): void {
  const machine = firmataMachine({ wiring, board, now: sharedClock });
  const inbox = mailboxReader(commands);
  let { phase } = machine;
  let closing = false;
  let pen: ServoPin | undefined;

  const tell = (): void => {
    if (machine.phase === phase) return;
    phase = machine.phase;
    report({ kind: "phase", phase, fault: machine.fault });
  };
  const look = (): void => {
    if (inbox.read() && machine.phase === "live") machine.send(commandFromWords(inbox.words));
    machine.tick();
    postTo(states, machine.angles() ?? [Number.NaN, Number.NaN]);
    tell();
    if (closing && machine.phase === "limp") {
      clearInterval(timer);
      pen?.detach();
      transport.close();
      report({ kind: "closed" });
      parentPort?.close();
    }
  };
  const timer = setInterval(look, LOOK_PERIOD);

  parentPort?.on("message", (request: LinkRequest) => {
    switch (request.op) {
      case "engage": {
        inbox.read(); // what was meant for before
        if (!pen) machine.engage(request.pulses);
        break;
      }
      case "pen": {
        const { up, down } = wiring.pen;
        const width = down + (up - down) * request.height;
        if (pen) pen.write(width);
        else if (machine.phase === "limp") pen = startWired(board, wiring, wiring.pen, width);
        break;
      }
      case "stop": {
        machine.stop(request.fault);
        break;
      }
      case "close": {
        machine.stop({ kind: "stopped", why: "the plotter was closed" });
        closing = true;
        break;
      }
    }
    tell();
  });
  // An exception in this thread: the pen goes up first, then the timer above lets go and ends it.
  process.on("uncaughtException", (error) => {
    machine.stop({ kind: "error", why: error.message });
    closing = true;
  });
}
