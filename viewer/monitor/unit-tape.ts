/** The newest activity of all units, and when each record of it was. */
import { RASTER_COLUMNS } from "./raster.ts";

/** A longer silence begins the tape anew: its columns are evenly spaced [s]. */
const SILENCE = 0.5;

/** A stretch of the tape: columns of the ring, and where they begin and end in time [s]. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

export class UnitTape {
  readonly units: number;
  readonly #bytes: Uint8Array;
  readonly #times = new Float64Array(RASTER_COLUMNS);
  #count = 0;
  #next = 0;

  constructor(units: number) {
    this.units = units;
    this.#bytes = new Uint8Array(units * RASTER_COLUMNS);
  }

  get count(): number {
    return this.#count;
  }

  get newest(): number {
    return this.#count === 0 ? Number.NaN : this.time(this.#count - 1);
  }

  /** Notes a record and says which column of the ring it takes. */
  add(time: number, record: Uint8Array): number {
    if (!(time - this.newest > 0 && time - this.newest < SILENCE)) this.#count = 0;
    const at = this.#next;
    this.#bytes.set(record, at * this.units);
    this.#times[at] = time;
    this.#next = (at + 1) % RASTER_COLUMNS;
    this.#count = Math.min(RASTER_COLUMNS, this.#count + 1);
    return at;
  }

  /** Time of the i-th oldest record [s]. */
  time(i: number): number {
    return this.#times[this.#place(i)] ?? Number.NaN;
  }

  /** Units of the i-th oldest record. Borrowed: valid until it is overwritten. */
  record(i: number): Uint8Array {
    const at = this.#place(i) * this.units;
    return this.#bytes.subarray(at, at + this.units);
  }

  /** The records from `from` to `to` [s]. */
  stretch(from: number, to: number): Stretch {
    const begin = this.indexAt(from);
    const end = this.indexAt(to);
    const count = Math.min(this.#count, end + 1) - begin;
    const last = begin + count - 1;
    return { first: this.#place(begin), count, from: this.time(begin), to: this.time(last) };
  }

  /** The oldest record at or after `time`. */
  indexAt(time: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #place(i: number): number {
    return (this.#next - this.#count + i + RASTER_COLUMNS) % RASTER_COLUMNS;
  }
}
