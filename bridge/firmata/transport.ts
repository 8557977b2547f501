import type { EventEmitter } from "node:events";

/**
 * A line to a board: a serial port, or anything that looks like one.
 *
 * It emits "open" once it can be written to, "data" with what came (a Uint8Array), "close" when it is gone.
 * "open" has to come after somebody listens, so whoever makes a transport leaves a turn of the event loop
 * before it emits.
 */
export interface Transport extends EventEmitter {
  write(bytes: Uint8Array, done?: (error?: Error | null) => void): unknown;
}
