/**
 * A serial port as a line to a board. serialport is an optional package: it is loaded when it is wanted.
 */
import { EventEmitter } from "node:events";
import type { SerialPort } from "serialport";
import type { Transport } from "./transport.ts";

/** What StandardFirmata speaks [baud]. */
const BAUD_RATE = 57600;

class SerialLine extends EventEmitter implements Transport {
  readonly #port: SerialPort;

  constructor(port: SerialPort) {
    super();
    this.#port = port;
    port.on("open", () => this.emit("open"));
    port.on("data", (bytes: Uint8Array) => this.emit("data", bytes));
    port.on("close", () => this.emit("close"));
    port.on("error", (error) => this.emit("error", error));
  }

  open(): void {
    this.#port.open((error) => {
      if (error) this.emit("error", new Error(explain(error.message, this.#port.path)));
    });
  }

  write(bytes: Uint8Array, done?: (error?: Error | null) => void): void {
    // A port that has gone answers with an error; the "close" that comes with it says all there is to say.
    this.#port.write(bytes, () => done?.());
  }

  close(): void {
    // What was written last lets the servos go, so it has to be on the wire first.
    if (this.#port.isOpen) this.#port.drain(() => this.#port.close());
  }
}

/** serialport says what the system said; of a port that is taken that is not much. */
const explain = (message: string, path: string): string =>
  /cannot lock port|access denied|resource busy/i.test(message)
    ? `${path} cannot be opened, for another program has it open: end that one first (${message.replace(/^Error:? /, "")})`
    : message.replace(/^Error: /, "");

/** A line to the board at `path`, such as /dev/ttyUSB0 or COM3; not open yet. */
export async function serialTransport(path: string): Promise<Transport> {
  let port: typeof import("serialport");
  try {
    port = await import("serialport");
  } catch (cause) {
    throw new Error("The optional package serialport is not here: npm install serialport", {
      cause,
    });
  }
  return new SerialLine(new port.SerialPort({ path, baudRate: BAUD_RATE, autoOpen: false }));
}
