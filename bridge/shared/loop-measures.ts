/**
 * What is measured of every loop, each in a histogram of its own, in one piece of shared memory.
 */
import type { Stage } from "../../controller/stages.ts";
import { STAGES } from "../../controller/stages.ts";
import type { Bar, Histogram, Summary } from "./histogram.ts";
import { addTo, bars, HISTOGRAM_BYTES, histogramAt, summarise } from "./histogram.ts";

const OF_TICKS = [
  /** How long after its deadline a tick came. */
  "late",
  /** From one tick to the next. */
  "period",
  /** All that is done in a tick. */
  "tick",
  /** The same of the ticks in which the brain decided. */
  "fullTick",
  /** How old the senses were when the brain decided. */
  "senseAge",
  /** From the decision that first knew a goal until the hand had moved towards it. */
  "movement",
] as const;

export type Measure = (typeof OF_TICKS)[number] | Stage;

const MEASURES: readonly Measure[] = [...OF_TICKS, ...STAGES];

export const MEASURES_BYTES = MEASURES.length * HISTOGRAM_BYTES;

/** The histogram of `measure`, where all of them begin at byte `from`. */
export const histogramOf = (buffer: SharedArrayBuffer, from: number, measure: Measure): Histogram =>
  histogramAt(buffer, from + MEASURES.indexOf(measure) * HISTOGRAM_BYTES);

export interface Measured extends Summary {
  readonly bars: readonly Bar[];
}

/** All of them as they are now, with bars to draw: a millisecond's work, for any thread. */
export const readMeasures = (
  buffer: SharedArrayBuffer,
  from: number,
): Readonly<Record<Measure, Measured>> => {
  const read = (measure: Measure): Measured => {
    const histogram = histogramOf(buffer, from, measure);
    return { ...summarise(histogram), bars: bars(histogram) };
  };
  return {
    late: read("late"),
    period: read("period"),
    tick: read("tick"),
    fullTick: read("fullTick"),
    senseAge: read("senseAge"),
    movement: read("movement"),
    body: read("body"),
    sense: read("sense"),
    predict: read("predict"),
    learn: read("learn"),
    decide: read("decide"),
    act: read("act"),
  };
};

/** Counts in `sum` all that has been measured in `other`. */
export function addMeasures(sum: SharedArrayBuffer, other: SharedArrayBuffer, from: number): void {
  for (const measure of MEASURES) {
    addTo(histogramOf(sum, from, measure), histogramOf(other, from, measure));
  }
}
