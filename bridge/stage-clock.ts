/**
 * A probe with the machine's clock: counts how long each stage of a decision took.
 */
import type { Probe } from "../controller/stages.ts";
import { STAGES } from "../controller/stages.ts";
import { count } from "./shared/histogram.ts";
import { stageHistograms } from "./shared/loop-statistics.ts";
import { FIRST, SECOND, wallClock } from "./wall-clock.ts";

/** Counts into the statistics in `buffer`. */
export function stageClock(buffer: SharedArrayBuffer): Probe {
  const histograms = stageHistograms(buffer);
  /** When the last stage ended, and this one [s]. */
  const moments = new Float64Array(2);
  const read = wallClock(moments);
  const spent = new Float64Array(STAGES.length);
  return {
    spent,
    begin() {
      spent.fill(0);
      read(FIRST);
    },
    mark(stage) {
      read(SECOND);
      spent[stage] = (spent[stage] ?? 0) + (moments[SECOND] ?? 0) - (moments[FIRST] ?? 0);
      moments[FIRST] = moments[SECOND] ?? 0;
    },
    end() {
      for (let i = 0; i < STAGES.length; i++) {
        const histogram = histograms[i];
        if (histogram) count(histogram, spent, i);
      }
    },
  };
}
