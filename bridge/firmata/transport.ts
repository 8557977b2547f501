import type { EventEmitter } from "node:events";

/**
 * A line to a board: a serial port, or anything that looks like one.
 *
 * It emits "open" once it can be written to, "data" with what came (a Uint8Array), "close" when it is gone, "error".
 * It is opened by whoever listens to it, for an "open" that nobody hears leaves johnny-five waiting for ever.
 */
export interface Transport extends EventEmitter {
  open(): void;
  write(bytes: Uint8Array, done?: (error?: Error | null) => void): unknown;
  close(): void;
}
