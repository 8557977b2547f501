/**
 * A probe with the machine's clock: counts how long each stage of a decision took.
 */
import type { Probe } from "../controller/stages.ts";
import { STAGES } from "../controller/stages.ts";
import { count } from "./shared/histogram.ts";
import { stageHistograms } from "./shared/loop-statistics.ts";
import { readClock } from "./wall-clock.ts";

/** Places in `clock`. */
const NOW = 0;
const BEFORE = 1;

/** Counts into the statistics in `buffer`. */
export function stageClock(buffer: SharedArrayBuffer): Probe {
  const histograms = stageHistograms(buffer);
  const clock = new Float64Array(2);
  const spent = new Float64Array(STAGES.length);
  return {
    spent,
    begin() {
      spent.fill(0);
      readClock(clock, BEFORE);
    },
    mark(stage) {
      readClock(clock, NOW);
      spent[stage] = (spent[stage] ?? 0) + (clock[NOW] ?? 0) - (clock[BEFORE] ?? 0);
      clock[BEFORE] = clock[NOW] ?? 0;
    },
    end() {
      for (let i = 0; i < STAGES.length; i++) {
        const histogram = histograms[i];
        if (histogram) count(histogram, spent, i);
      }
    },
  };
}
