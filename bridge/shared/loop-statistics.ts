/**
 * How well the loop keeps time, in shared memory: counters, and histograms of microseconds.
 */

import type { Tick } from "../../controller/clock.ts";

/** Counted to the microsecond up to here; beyond, only the largest is kept. */
const BUCKETS = 20_000;

interface Histogram {
  /** counts[i]: how often i µs were seen; the last bucket holds all that was longer. */
  readonly counts: Uint32Array;
  /** [0]: the largest value seen [µs]. */
  readonly max: Float64Array;
}

const HISTOGRAM_BYTES = 8 + 4 * (BUCKETS + 2);
const COUNTER_BYTES = 8 * 5;

export const statisticsBuffer = (): SharedArrayBuffer =>
  new SharedArrayBuffer(COUNTER_BYTES + 2 * HISTOGRAM_BYTES);

function layOut(buffer: SharedArrayBuffer) {
  const histogram = (from: number): Histogram => ({
    max: new Float64Array(buffer, from, 1),
    counts: new Uint32Array(buffer, from + 8, BUCKETS + 1),
  });
  return {
    /**
     * Ticks so far, ticks missed, time that they took [s]; bytes that the heap grew by, and ticks
     * over which that was counted.
     */
    counters: new Float64Array(buffer, 0, 5),
    late: histogram(COUNTER_BYTES),
    duration: histogram(COUNTER_BYTES + HISTOGRAM_BYTES),
  };
}

/** For the loop's thread; real-time safe. */
export function statisticsWriter(buffer: SharedArrayBuffer) {
  const { counters, late, duration } = layOut(buffer);

  /** A small integer goes into a call as it is; a double would be boxed. */
  const add = ({ counts, max }: Histogram, micros: number): void => {
    const bucket = Math.min(BUCKETS, micros);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
    if (micros > (max[0] ?? 0)) max[0] = micros;
  };

  /** When the first counted tick came [s], and what had been missed before. */
  const first = Float64Array.of(Number.NaN, 0);

  return {
    count(tick: Tick): void {
      if (Number.isNaN(first[0])) {
        first[0] = tick.at - tick.dt;
        first[1] = tick.missed;
      }
      counters[0] = (counters[0] ?? 0) + 1;
      counters[1] = tick.missed - (first[1] ?? 0);
      counters[2] = tick.at - (first[0] ?? 0);
      add(late, wholeMicros(tick.late));
      add(duration, wholeMicros(tick.spent));
    },
    /** Begins again with nothing counted. */
    reset(): void {
      first[0] = Number.NaN;
      new Uint8Array(buffer).fill(0);
    },
    /** The heap grew by so many bytes in the last so many ticks. */
    countBytes(bytes: number, ticks: number): void {
      counters[3] = (counters[3] ?? 0) + bytes;
      counters[4] = (counters[4] ?? 0) + ticks;
    },
  };
}

/** At most half an hour. */
const wholeMicros = (seconds: number): number => Math.max(0, Math.round(1e6 * seconds)) | 0;

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

export interface LoopStatistics {
  readonly ticks: number;
  readonly missed: number;
  readonly seconds: number;
  /** Nothing where the run was too short to say. */
  readonly allocBytesPerTick: number | undefined;
  readonly lateMicros: Percentiles;
  readonly tickMicros: Percentiles;
}

export function readStatistics(buffer: SharedArrayBuffer): LoopStatistics {
  const { counters, late, duration } = layOut(buffer);
  const [ticks = 0, missed = 0, seconds = 0, bytes = 0, counted = 0] = counters;
  return {
    ticks,
    missed,
    seconds,
    allocBytesPerTick: counted > 0 ? bytes / counted : undefined,
    lateMicros: percentiles(late),
    tickMicros: percentiles(duration),
  };
}

function percentiles({ counts, max }: Histogram): Percentiles {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const largest = max[0] ?? 0;
  const at = (part: number): number => {
    let left = part * total;
    for (let i = 0; i < BUCKETS; i++) {
      left -= counts[i] ?? 0;
      if (left <= 0) return i;
    }
    return largest;
  };
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: largest };
}
