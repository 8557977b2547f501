/** Where a curve has nothing to say: no number, or nothing recorded for a while. */
import type uPlot from "uplot";

/** Ten records of the fastest signals, but less than two of the slowest [s]. */
const SILENCE = 1.2;

/** Stretches of the canvas [pixels] that the curve leaves out. */
export const findGaps: uPlot.Series.GapsRefiner = (plot, series, from, to) => {
  const times = plot.data[0];
  const values = plot.data[series] ?? [];
  const gaps: uPlot.Series.Gaps = [];
  const pixel = (i: number): number => Math.round(plot.valToPos(times[i] ?? 0, "x", true));
  let last = from;
  for (let i = from; i <= to; i++) {
    if (Number.isNaN(values[i] ?? Number.NaN)) continue;
    const isApart = i - last > 1 || (times[i] ?? 0) - (times[last] ?? 0) > SILENCE;
    if (i > last && isApart) gaps.push([pixel(last), pixel(i)]);
    last = i;
  }
  if (last < to) gaps.push([pixel(last), pixel(to) + 1]);
  return gaps;
};
