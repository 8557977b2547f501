/**
 * What neurons did, in shared memory: a row for each record of the telemetry ring, under the same number,
 * written by the loop's thread and read by any other without either ever waiting.
 *
 * A row is in its place before the record of its number is published. A reader that is more than half of
 * CAPACITY behind finds it gone.
 */
import { telemetryReader } from "./telemetry-ring.ts";

/** A group of units, in the order of a row, and the range that is worth showing. */
export interface UnitGroup {
  readonly name: string;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** Rows kept: 10 s of a brain that decides a hundred times a second. */
const CAPACITY = 1024;

export const unitBuffer = (groups: readonly UnitGroup[]): SharedArrayBuffer =>
  new SharedArrayBuffer(4 * CAPACITY * widthOf(groups));

const widthOf = (groups: readonly UnitGroup[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

/** For the loop: fill `row`, then `keep` it as number `index`. Neither allocates nor waits. */
export function unitWriter(buffer: SharedArrayBuffer, groups: readonly UnitGroup[]) {
  const width = widthOf(groups);
  const ring = new Float32Array(buffer);
  const row = new Float32Array(width);
  return {
    row,
    keep(index: number): void {
      ring.set(row, (index % CAPACITY) * width);
    },
  };
}

export function unitReader(
  buffer: SharedArrayBuffer,
  telemetry: SharedArrayBuffer,
  groups: readonly UnitGroup[],
) {
  const width = widthOf(groups);
  const ring = new Float32Array(buffer);
  const { count } = telemetryReader(telemetry);
  /** Of each unit: what to take away, and what then to multiply with, to get 0…255. */
  const scale = groups.flatMap(({ count: units, low, high }) =>
    Array.from({ length: units }, () => [low, 255 / (high - low)] as const),
  );
  return {
    width,
    /** Whether row `index` is still there. */
    has: (index: number): boolean => index >= 0 && index >= count() - CAPACITY / 2,
    /** out[from … from + width] ← row `index`, 0…255 over the range of each unit's group. */
    quantise(out: Uint8ClampedArray, from: number, index: number): void {
      const slot = (index % CAPACITY) * width;
      scale.forEach(([low, factor], i) => {
        out[from + i] = ((ring[slot + i] ?? 0) - low) * factor;
      });
    },
  };
}
