/** The last values of a reading at a fixed rate, each with whether the cerebellum was there. */
export class History {
  readonly values: Float32Array;
  readonly intact: Uint8Array;
  #count = 0;
  #next = 0;

  constructor(capacity: number) {
    this.values = new Float32Array(capacity);
    this.intact = new Uint8Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  /** The place in the arrays of the i-th oldest value. */
  place(i: number): number {
    const { length } = this.values;
    return (this.#next - this.#count + i + length) % length;
  }

  add(value: number, isIntact: boolean): void {
    this.values[this.#next] = value;
    this.intact[this.#next] = isIntact ? 1 : 0;
    this.#next = (this.#next + 1) % this.values.length;
    this.#count = Math.min(this.values.length, this.#count + 1);
  }

  clear(): void {
    this.#count = 0;
  }

  /** The largest value, 0 if there is none. */
  max(): number {
    let max = 0;
    for (let i = 0; i < this.#count; i++) max = Math.max(max, this.values[this.place(i)] ?? 0);
    return max;
  }
}
