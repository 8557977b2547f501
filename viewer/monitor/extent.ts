/** The least and the greatest number of all curves that are shown. uPlot's own takes NaN for a number. */
import type uPlot from "uplot";

export function extent({ data, series }: uPlot): [number, number] {
  const [from, to] = series[0]?.idxs ?? [0, -1];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let s = 1; s < data.length; s++) {
    if (series[s]?.show === false) continue;
    for (let i = from; i <= to; i++) {
      const value = data[s]?.[i] ?? Number.NaN;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}
