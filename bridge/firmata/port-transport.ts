/**
 * A line to a board that lives in another thread.
 */
import { EventEmitter } from "node:events";
import type { MessagePort } from "node:worker_threads";
import type { Transport } from "./transport.ts";

class PortLine extends EventEmitter implements Transport {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on("message", (bytes: Uint8Array) => this.emit("data", bytes));
    port.on("close", () => this.emit("close"));
  }

  open(): void {
    queueMicrotask(() => this.emit("open"));
  }

  write(bytes: Uint8Array, done?: (error?: Error | null) => void): void {
    // A copy without the rest of the Buffer's pool.
    this.#port.postMessage(Uint8Array.from(bytes));
    done?.();
  }

  close(): void {
    this.#port.close();
  }
}

export const portTransport = (port: MessagePort): Transport => new PortLine(port);
