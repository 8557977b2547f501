/**
 * How well the loop keeps time, in shared memory: counters, and a histogram of everything measured.
 */

import type { Tick } from "../../controller/clock.ts";
import type { Cause } from "../../controller/fallback/fallback.ts";
import { CAUSES, NONE } from "../../controller/fallback/fallback.ts";
import type { Turn } from "../../controller/loop.ts";
import { STAGES } from "../../controller/stages.ts";
import type { ReadonlyVec } from "../../plant/vec.ts";
import type { Histogram, Summary } from "./histogram.ts";
import { count, summarise } from "./histogram.ts";
import type { Measure, Measured } from "./loop-measures.ts";
import { addMeasures, histogramOf, MEASURES_BYTES, readMeasures } from "./loop-measures.ts";

/** Places in the counters; `BYTES` is what the heap grew by in `WATCHED` ticks. */
const TICKS = 0;
const MISSED = 1;
const OVERRUNS = 2;
const SECONDS = 3;
const BYTES = 4;
const WATCHED = 5;
/** Why the brain is not in charge (place in CAUSES), how often that happened, and at how many decisions. */
const CAUSE = 6;
const TAKEOVERS = 7;
const HELD = 8;
const COUNTER_BYTES = 8 * 9;

export const statisticsBuffer = (): SharedArrayBuffer =>
  new SharedArrayBuffer(COUNTER_BYTES + MEASURES_BYTES);

const countersOf = (buffer: SharedArrayBuffer): Float64Array =>
  new Float64Array(buffer, 0, COUNTER_BYTES / 8);

const histogram = (buffer: SharedArrayBuffer, measure: Measure): Histogram =>
  histogramOf(buffer, COUNTER_BYTES, measure);

/** Those of the stages of a decision, in the order of STAGES. */
export const stageHistograms = (buffer: SharedArrayBuffer): Histogram[] =>
  STAGES.map((stage) => histogram(buffer, stage));

/** For the loop's thread; real-time safe. */
export function statisticsWriter(buffer: SharedArrayBuffer) {
  const counters = countersOf(buffer);
  const late = histogram(buffer, "late");
  const period = histogram(buffer, "period");
  const tickLength = histogram(buffer, "tick");
  const fullTick = histogram(buffer, "fullTick");
  const senseAge = histogram(buffer, "senseAge");
  const movement = histogram(buffer, "movement");
  /** Of one tick: how late it was, how long after the one before, and how long that one took [s]. */
  const times = new Float64Array(3);
  /** When counting began [s], and what had been missed and overrun before. */
  const first = Float64Array.of(Number.NaN, 0, 0);
  let decides = false;
  let decided = false;

  return {
    /** Of a turn that decided, before its tick is counted. */
    countDecision({ senses, cause }: Turn): void {
      decides = true;
      count(senseAge, senses, senses.length - 1);
      const inCharge = counters[CAUSE] === NONE;
      if (cause !== NONE && inCharge) counters[TAKEOVERS] = (counters[TAKEOVERS] ?? 0) + 1;
      if (cause !== NONE) counters[HELD] = (counters[HELD] ?? 0) + 1;
      counters[CAUSE] = cause;
    },
    /** The hand has begun to move `delays[at]` after it was told to. */
    countMovement(delays: ReadonlyVec, at: number): void {
      count(movement, delays, at);
    },
    /** The first tick only says where counting begins: what it reports was before. */
    count(tick: Tick): void {
      if (Number.isNaN(first[0])) {
        first[0] = tick.at;
        first[1] = tick.missed;
        first[2] = tick.overruns;
        decided = decides;
        decides = false;
        return;
      }
      counters[TICKS] = (counters[TICKS] ?? 0) + 1;
      counters[MISSED] = tick.missed - (first[1] ?? 0);
      counters[OVERRUNS] = tick.overruns - (first[2] ?? 0);
      counters[SECONDS] = tick.at - (first[0] ?? 0);
      times[0] = tick.late;
      times[1] = tick.dt;
      times[2] = tick.spent;
      count(late, times, 0);
      count(period, times, 1);
      count(tickLength, times, 2);
      if (decided) count(fullTick, times, 2);
      decided = decides;
      decides = false;
    },
    /** Begins again with nothing counted. */
    reset(): void {
      first[0] = Number.NaN;
      decided = false;
      new Uint8Array(buffer).fill(0);
    },
    /** The heap grew by so many bytes in the last so many ticks. */
    countBytes(bytes: number, ticks: number): void {
      counters[BYTES] = (counters[BYTES] ?? 0) + bytes;
      counters[WATCHED] = (counters[WATCHED] ?? 0) + ticks;
    },
  };
}

export interface LoopStatistics {
  readonly ticks: number;
  /** Ticks that never came. */
  readonly missed: number;
  /** Ticks that came a period or more after they were due. */
  readonly overruns: number;
  readonly seconds: number;
  /** Nothing where the run was too short to say. */
  readonly allocBytesPerTick: number | undefined;
  /** Of the controller that stands in for the brain. */
  readonly fallback: {
    /** Why it is in charge; `none`: it is not. */
    readonly cause: Cause;
    readonly takeovers: number;
    /** Decisions that were its own. */
    readonly held: number;
  };
  readonly lateMicros: Summary;
  readonly tickMicros: Summary;
}

export function readStatistics(buffer: SharedArrayBuffer): LoopStatistics {
  const counters = countersOf(buffer);
  const at = (place: number): number => counters[place] ?? 0;
  return {
    ticks: at(TICKS),
    missed: at(MISSED),
    overruns: at(OVERRUNS),
    seconds: at(SECONDS),
    allocBytesPerTick: at(WATCHED) > 0 ? at(BYTES) / at(WATCHED) : undefined,
    fallback: {
      cause: CAUSES[at(CAUSE)] ?? "none",
      takeovers: at(TAKEOVERS),
      held: at(HELD),
    },
    lateMicros: summarise(histogram(buffer, "late")),
    tickMicros: summarise(histogram(buffer, "tick")),
  };
}

/** How often the fallback has taken over: of `readStatistics` what takes no time. */
export const readTakeovers = (buffer: SharedArrayBuffer): number =>
  countersOf(buffer)[TAKEOVERS] ?? 0;

/** Everything measured of one loop or several, with bars to draw: a millisecond's work, for any thread but the loop's. */
export function readLoopMeasures(
  ...buffers: readonly SharedArrayBuffer[]
): Readonly<Record<Measure, Measured>> {
  const [only] = buffers;
  if (buffers.length === 1 && only) return readMeasures(only, COUNTER_BYTES);
  const sum = statisticsBuffer();
  for (const buffer of buffers) addMeasures(sum, buffer, COUNTER_BYTES);
  return readMeasures(sum, COUNTER_BYTES);
}
