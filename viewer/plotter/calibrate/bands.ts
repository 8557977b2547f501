import { DISTANCE_BANDS } from "../../../plant/plotter/predicted-ink.ts";

/** The band of a distance [mm], as of expected ink: 0 is good, 3 an outlier. */
export const bandOf = (mm: number): number =>
  Math.max(
    0,
    DISTANCE_BANDS.findLastIndex((from) => mm / 1000 >= from),
  );
