/**
 * A line to a board that lives in this program and in virtual time: nothing waits, nothing is lost, and what the
 * board sends arrives when somebody lets time pass.
 */
import { EventEmitter } from "node:events";
import type { Transport } from "./transport.ts";

export interface VirtualTransport extends Transport {
  /** A byte from the board. */
  deliver(byte: number): void;
  /** Says that the line is open. Call it when somebody listens. */
  open(): void;
  /** Pulls the plug: what is written afterwards goes nowhere. */
  unplug(): void;
}

class VirtualLine extends EventEmitter implements VirtualTransport {
  readonly #toBoard: (bytes: Uint8Array) => void;
  readonly #byte = new Uint8Array(1);
  #open = false;

  constructor(toBoard: (bytes: Uint8Array) => void) {
    super();
    this.#toBoard = toBoard;
  }

  write(bytes: Uint8Array, done?: (error?: Error | null) => void): void {
    if (this.#open) this.#toBoard(bytes);
    done?.();
  }

  deliver(byte: number): void {
    if (!this.#open) return;
    this.#byte[0] = byte;
    this.emit("data", this.#byte);
  }

  open(): void {
    this.#open = true;
    this.emit("open");
  }

  unplug(): void {
    this.#open = false;
    this.emit("close");
  }
}

export const virtualTransport = (toBoard: (bytes: Uint8Array) => void): VirtualTransport =>
  new VirtualLine(toBoard);
