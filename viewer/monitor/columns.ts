/**
 * The newest records of several signals, each signal in one piece of memory.
 *
 * Every column has room for twice as many records as are kept. When it is full the newest half moves
 * to the front: a view of any stretch is a plain subarray, and a record is copied once in its life.
 */

export class Columns<Name extends string> {
  readonly names: readonly Name[];
  readonly #kept: number;
  readonly #time: Float64Array;
  readonly #columns: Map<Name, Float32Array>;
  #count = 0;

  /** Keeps at least the newest `kept` records. */
  constructor(names: readonly Name[], kept: number) {
    this.names = names;
    this.#kept = kept;
    this.#time = new Float64Array(2 * kept);
    this.#columns = new Map(names.map((name) => [name, new Float32Array(2 * kept)]));
  }

  get count(): number {
    return this.#count;
  }

  /** Time of the newest record, NaN before the first. */
  get newest(): number {
    return this.#time[this.#count - 1] ?? Number.NaN;
  }

  /** Adds a record; one that is not later than the newest begins a new recording. */
  add(time: number, read: (name: Name) => number): void {
    if (time <= this.newest) this.clear();
    if (this.#count === 2 * this.#kept) this.#moveToFront();
    this.#time[this.#count] = time;
    for (const [name, column] of this.#columns) column[this.#count] = read(name);
    this.#count += 1;
  }

  clear(): void {
    this.#count = 0;
  }

  /** The first record at or after `time`. */
  indexAt(time: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#time[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Times of the records `from`…`to`. Borrowed: valid until the next `add`. */
  times(from = 0, to = this.#count): Float64Array {
    return this.#time.subarray(from, Math.min(to, this.#count));
  }

  /** Values of the records `from`…`to`. Borrowed: valid until the next `add`. */
  values(name: Name, from = 0, to = this.#count): Float32Array {
    return (this.#columns.get(name) ?? new Float32Array(0)).subarray(
      from,
      Math.min(to, this.#count),
    );
  }

  #moveToFront(): void {
    for (const column of [this.#time, ...this.#columns.values()]) column.copyWithin(0, this.#kept);
    this.#count = this.#kept;
  }
}
