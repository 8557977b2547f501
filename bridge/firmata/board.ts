/**
 * A board that speaks Firmata, as johnny-five and firmata-io see it.
 *
 * johnny-five is kept from what it does by itself: no REPL, no log, no handler of SIGINT; it gets a
 * ready-made `io`, since its own search for ports needs a serialport that has to be compiled.
 */
import bind from "firmata-io";
import five from "johnny-five";
import type { Transport } from "./transport.ts";

const { Firmata } = bind;

export interface Board {
  /** What the firmware calls itself, with its version. */
  readonly firmware: string;
  /** Between two reports of an analog pin [s]. */
  readonly samplingInterval: number;
  readonly five: InstanceType<typeof five.Board>;
  readonly io: InstanceType<typeof Firmata>;
}

export interface BoardOptions {
  /**
   * How long to wait for the board to speak by itself before asking it [ms]. A board that a port resets
   * speaks after two seconds; one that is running already has to be asked.
   */
  readonly askAfter: number;
  /** How often analog pins are reported [ms]. */
  readonly samplingInterval: number;
  /** Gives up after so long [ms]. */
  readonly timeout: number;
}

const boardOptions: BoardOptions = { askAfter: 500, samplingInterval: 10, timeout: 8000 };

/** Resolves once the board has said what it can do. Rejects with what to do about one that does not. */
export function openBoard(
  transport: Transport,
  { askAfter, samplingInterval, timeout }: BoardOptions = boardOptions,
): Promise<Board> {
  return new Promise((resolve, reject) => {
    const io = new Firmata(transport, { reportVersionTimeout: askAfter, samplingInterval });
    const board = new five.Board({ io, timeout, repl: false, debug: false, sigint: false });

    board.once("ready", () => {
      const { name, version } = io.firmware;
      const number = version ? ` ${version.major}.${version.minor}` : "";
      resolve({
        firmware: `${name ?? "unknown"}${number}`,
        samplingInterval: samplingInterval / 1000,
        five: board,
        io,
      });
    });
    board.on("error", () => {
      reject(
        new Error(
          `The board did not speak Firmata within ${timeout / 1000} s: load StandardFirmata onto it ` +
            "(Arduino IDE, File, Examples, Firmata), and see that no other program has the port open",
        ),
      );
    });
    io.once("close", () => {
      reject(new Error("The port was closed before the board had answered"));
    });
    io.once("error", reject);
    transport.open();
  });
}
