/**
 * The process of the serial line: it carries commands to the board, and lifts the pen and lets go when they stop
 * coming, whatever becomes of the program that sent them, and even if it is killed.
 *
 * A process and not a thread, since serialport's native part works in main threads only.
 */
import { MessageChannel, Worker } from "node:worker_threads";
import type { Board } from "../../bridge/firmata/board.ts";
import { openBoard } from "../../bridge/firmata/board.ts";
import { firmataMachine } from "../../bridge/firmata/machine.ts";
import { portTransport } from "../../bridge/firmata/port-transport.ts";
import { serialTransport } from "../../bridge/firmata/serial-transport.ts";
import type { ServoPin } from "../../bridge/firmata/servo-pin.ts";
import type { Transport } from "../../bridge/firmata/transport.ts";
import { startWired } from "../../bridge/firmata/wired-servo.ts";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { PlotterCommand } from "../../plant/plotter/safety.ts";
import type { Line, LinkReport, LinkRequest } from "./link-order.ts";
import { sharedClock } from "./link-order.ts";
import type { TwinSight } from "./real-time-twin.ts";
import type { TwinOrder } from "./twin-worker.ts";

/** How often the clock is looked at [ms]: four times for each pulse that a servo hears. */
const LOOK_PERIOD = 5;

const report = (message: LinkReport): void => {
  if (process.connected) process.send?.(message);
};

process.once("message", (request: LinkRequest) => {
  if (request.op === "open") void open(request.wiring, request.line);
});
// Ctrl-C reaches all processes of a terminal: it is for the program to say what happens.
process.on("SIGINT", () => {});

async function open(wiring: PlotterWiring, line: Line): Promise<void> {
  const transport =
    line.kind === "port" ? await serialTransport(line.path) : startTwin(line, wiring);
  try {
    const board = await openBoard(transport);
    serve(board, transport, wiring);
    report({ kind: "ready", firmware: board.firmware });
  } catch (error) {
    report({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
    transport.close();
    process.disconnect();
  }
}

function startTwin(
  { firmware, seed, linkage }: Extract<Line, { kind: "twin" }>,
  wiring: PlotterWiring,
): Transport {
  const { port1, port2 } = new MessageChannel();
  const order: TwinOrder = { firmware, seed, linkage, wiring, line: port1 };
  const twin = new Worker(new URL("./twin-worker.js", import.meta.url), {
    workerData: order,
    transferList: [port1],
  });
  twin.on("message", (sight: TwinSight) => report({ kind: "sight", sight }));
  return portTransport(port2);
}

function serve(board: Board, transport: Transport, wiring: PlotterWiring): void {
  const machine = firmataMachine({ wiring, board, now: sharedClock });
  let { phase } = machine;
  let closing = false;
  let pen: ServoPin | undefined;
  let newest: PlotterCommand | undefined;

  const tell = (): void => {
    if (machine.phase === phase) return;
    phase = machine.phase;
    report({ kind: "phase", phase, fault: machine.fault });
  };
  const look = (): void => {
    if (newest) machine.send(newest);
    newest = undefined;
    machine.tick();
    const angles = machine.angles();
    if (angles) report({ kind: "angles", angles, sensedAt: machine.sensedAt() });
    tell();
    if (closing && machine.phase === "limp") {
      clearInterval(timer);
      pen?.detach();
      transport.close();
      if (process.connected) process.disconnect();
    }
  };
  // After what has come in was read: a process that was held up would find silence where commands wait.
  const timer = setInterval(() => setImmediate(look), LOOK_PERIOD);
  const end = (kind: "stopped" | "error", why: string): void => {
    closing = true;
    machine.stop({ kind, why });
    tell();
  };

  process.on("message", (request: LinkRequest) => {
    switch (request.op) {
      case "open":
        break;
      case "engage": {
        if (!pen) machine.engage(request.pulses);
        phase = "live"; // as the other side believes: a machine that refused has to say so
        break;
      }
      case "command": {
        newest = request.command;
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
        end("stopped", "the plotter was closed");
        break;
      }
    }
    tell();
  });
  process.on("disconnect", () => end("error", "the program that drove the plotter has ended"));
  process.on("SIGTERM", () => end("stopped", "interrupted"));
  process.on("uncaughtException", (error) => {
    try {
      end("error", error.message);
    } catch {
      // What is thrown in here ends the process at once, with the servos powered. `look` goes on, and lets them go.
    }
  });
}
