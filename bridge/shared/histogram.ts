/**
 * A histogram of times in shared memory: one thread counts, any other reads at any moment.
 *
 * High dynamic range (Tene, hdrhistogram.org): whole nanoseconds, counted one by one up to 2¹¹, and in
 * 2¹⁰ cells for each doubling from there, so that three digits of every value are kept. Values beyond
 * 2³¹ ns are counted in the last cell; the largest is kept as it was.
 *
 *   b = ⌊log₂ v⌋ − 10, at least 0        cell = 2¹⁰ b + ⌊v / 2ᵇ⌋
 */
import type { ReadonlyVec } from "../../plant/vec.ts";

const CELLS_PER_DOUBLING = 1024;
const CELLS = 22 * CELLS_PER_DOUBLING;
const LARGEST = 2 ** 31 - 1;

export interface Histogram {
  readonly counts: Uint32Array;
  /** [0]: the largest value seen; [1]: the latest [ns]. */
  readonly seen: Float64Array;
}

export const HISTOGRAM_BYTES = 16 + 4 * CELLS;

/** The histogram at byte `from`, a multiple of 8, of a memory that was all zero once. */
export const histogramAt = (buffer: SharedArrayBuffer, from: number): Histogram => ({
  seen: new Float64Array(buffer, from, 2),
  counts: new Uint32Array(buffer, from + 16, CELLS),
});

/**
 * Counts `seconds[at]`; what is below 0 counts as 0. For the one thread that writes. Real-time safe:
 * the time comes in an array, for a double is boxed on its way into a call.
 */
export function count({ counts, seen }: Histogram, seconds: ReadonlyVec, at: number): void {
  const nanoseconds = Math.max(0, Math.round(1e9 * (seconds[at] ?? 0)));
  const cell = cellOf(Math.min(LARGEST, nanoseconds) | 0);
  counts[cell] = (counts[cell] ?? 0) + 1;
  if (nanoseconds > (seen[0] ?? 0)) seen[0] = nanoseconds;
  seen[1] = nanoseconds;
}

/** Counts in `sum` what has been counted in `other`. */
export function addTo(sum: Histogram, other: Histogram): void {
  other.counts.forEach((n, cell) => {
    sum.counts[cell] = (sum.counts[cell] ?? 0) + n;
  });
  sum.seen[0] = Math.max(sum.seen[0] ?? 0, other.seen[0] ?? 0);
  sum.seen[1] = other.seen[1] ?? 0;
}

function cellOf(nanoseconds: number): number {
  const doublings = 21 - Math.clz32(nanoseconds | CELLS_PER_DOUBLING);
  return CELLS_PER_DOUBLING * doublings + (nanoseconds >>> doublings);
}

/** The smallest value that is counted in `cell` [ns]. */
function smallestIn(cell: number): number {
  const doublings = Math.max(0, Math.floor(cell / CELLS_PER_DOUBLING) - 1);
  return (cell - CELLS_PER_DOUBLING * doublings) * 2 ** doublings;
}

/** All in µs. */
interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** All in µs, but for `count`. */
export interface Summary extends Percentiles {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly last: number;
}

/** What has been counted so far. A percentile is the largest value that its cell stands for. */
export function summarise({ counts, seen }: Histogram): Summary {
  const copy = counts.slice();
  const total = copy.reduce((sum, n) => sum + n, 0);
  const largest = seen[0] ?? 0;
  const ranks = [0.5, 0.9, 0.99, 0.999].map((part) => Math.max(1, Math.ceil(part * total)));
  const found: number[] = [];
  let below = 0;
  let sum = 0;
  let min: number | undefined;
  copy.forEach((n, cell) => {
    if (n === 0) return;
    const from = smallestIn(cell);
    const to = smallestIn(cell + 1) - 1;
    min ??= from;
    sum += n * Math.min(largest, (from + to) / 2);
    below += n;
    const value = cell === CELLS - 1 ? largest : Math.min(largest, to);
    while (below >= (ranks[found.length] ?? Number.POSITIVE_INFINITY)) found.push(value);
  });
  const [p50 = 0, p90 = 0, p99 = 0, p999 = 0] = found.map(micros);
  return {
    count: total,
    min: micros(min ?? 0),
    mean: micros(total > 0 ? sum / total : 0),
    last: micros(seen[1] ?? 0),
    ...{ p50, p90, p99, p999 },
    max: micros(largest),
  };
}

/** A column of the picture of a histogram: values from `from` up to, and without, `to` [µs]. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BARS_PER_DOUBLING = 4;
const CELLS_PER_BAR = CELLS_PER_DOUBLING / BARS_PER_DOUBLING;

/** For drawing: four bars for each doubling, from the first that is not empty to the last. */
export function bars({ counts }: Histogram): Bar[] {
  const all = Array.from({ length: CELLS / CELLS_PER_BAR }, (_, i) => {
    const begin = i * CELLS_PER_BAR;
    const end = begin + CELLS_PER_BAR;
    return {
      from: smallestIn(begin) / 1000,
      to: smallestIn(end) / 1000,
      count: counts.subarray(begin, end).reduce((sum, n) => sum + n, 0),
    };
  });
  const isThere = ({ count }: Bar): boolean => count > 0;
  return all.slice(Math.max(0, all.findIndex(isThere)), all.findLastIndex(isThere) + 1);
}

/** To the hundredth of a microsecond, which is less than the cells can tell apart above 10 µs. */
const micros = (nanoseconds: number): number => Math.round(nanoseconds / 10) / 100;
