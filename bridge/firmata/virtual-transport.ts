/**
 * A line to a board that lives in this program: nothing waits, nothing is lost, and what the board sends arrives
 * when somebody delivers it.
 */
import { EventEmitter } from "node:events";
import type { Transport } from "./transport.ts";

export interface VirtualTransport extends Transport {
  /** Bytes from the board. */
  deliver(bytes: Uint8Array): void;
}

class VirtualLine extends EventEmitter implements VirtualTransport {
  readonly #toBoard: (bytes: Uint8Array) => void;
  #open = false;

  constructor(toBoard: (bytes: Uint8Array) => void) {
    super();
    this.#toBoard = toBoard;
  }

  open(): void {
    this.#open = true;
    this.emit("open");
  }

  write(bytes: Uint8Array, done?: (error?: Error | null) => void): void {
    if (this.#open) this.#toBoard(bytes);
    done?.();
  }

  deliver(bytes: Uint8Array): void {
    if (this.#open) this.emit("data", bytes);
  }

  /** Also what an unplugged cable does: what is written afterwards goes nowhere. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.emit("close");
  }
}

export const virtualTransport = (toBoard: (bytes: Uint8Array) => void): VirtualTransport =>
  new VirtualLine(toBoard);
