/**
 * How far a client is behind with its frames.
 *
 * Bytes waiting in our own process do not tell: the kernel takes megabytes off our hands before the
 * first one waits, and a client that comes back would first have to work through all of them. So
 * a client says which frame it has shown, and gets no more than a few ahead of that.
 */
export class FrameWindow {
  readonly #size: number;
  #sent = 0;
  #shown = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get isOpen(): boolean {
    return this.#sent - this.#shown < this.#size;
  }

  /** The number of the next frame; the first is 1. */
  next(): number {
    this.#sent += 1;
    return this.#sent;
  }

  /** Notes that the client has shown frame `seq`, and with it all before. */
  acknowledge(seq: number): "newer" | "known" | "never sent" {
    if (seq < 1 || seq > this.#sent) return "never sent";
    if (seq <= this.#shown) return "known";
    this.#shown = seq;
    return "newer";
  }
}
