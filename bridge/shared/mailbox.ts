/**
 * The newest word from one thread to another, in shared memory, read without waiting.
 *
 * Layout: Int32 [0] is even at rest and odd while the writer is at work (a seqlock); Int32 [1] the
 * length in doubles; then the doubles. A reader that comes while the writer is at work, or is
 * overtaken by it, reads nothing and looks again next time. Older words that nobody read are gone.
 */
const HEADER_BYTES = 8;

export const mailboxBuffer = (capacity: number): SharedArrayBuffer =>
  new SharedArrayBuffer(HEADER_BYTES + 8 * capacity);

/** Writes `words` where the reader will find them. */
export function postTo(buffer: SharedArrayBuffer, words: ArrayLike<number>): void {
  const state = new Int32Array(buffer, 0, 2);
  const slot = new Float64Array(buffer, HEADER_BYTES);
  if (words.length > slot.length) {
    throw new RangeError(`the mailbox holds ${slot.length} numbers, got ${words.length}`);
  }
  Atomics.add(state, 0, 1);
  slot.set(words);
  Atomics.store(state, 1, words.length);
  Atomics.add(state, 0, 1);
}

export interface MailboxReader {
  /** The words, after a `read` that was true: borrowed until the next call of it. */
  readonly words: Float64Array;
  /** How many of them were written. */
  readonly length: number;
  /** Whether there was something new. Real-time safe. */
  read(): boolean;
}

export function mailboxReader(buffer: SharedArrayBuffer): MailboxReader {
  const state = new Int32Array(buffer, 0, 2);
  const slot = new Float64Array(buffer, HEADER_BYTES);
  const words = new Float64Array(slot.length);
  let seen = 0;
  let length = 0;
  return {
    words,
    get length() {
      return length;
    },
    read() {
      const before = Atomics.load(state, 0);
      if (before === seen || before % 2 !== 0) return false;
      length = Atomics.load(state, 1);
      for (let i = 0; i < length; i++) words[i] = slot[i] ?? 0;
      // An add and not a load: no read above may be put off until after it.
      if (Atomics.add(state, 0, 0) !== before) return false;
      seen = before;
      return true;
    },
  };
}
