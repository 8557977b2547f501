/** Expected ink in colours, by its distance from what is wished. */
import type { PredictedLine } from "../../../plant/plotter/predicted-ink.ts";
import { DISTANCE_BANDS } from "../../../plant/plotter/predicted-ink.ts";
import type { Stroke } from "../../../plant/plotter/stroke.ts";

/** One for each band. */
export const DISTANCES = [
  { colour: "#1f9d6b", label: "less than 0.25" },
  { colour: "#c99a00", label: "0.25 to 0.5" },
  { colour: "#e06a1b", label: "0.5 to 1" },
  { colour: "#d11a4a", label: "more than 1" },
] as const;

/** The pieces of `lines` that are as far off as band number `band` says. */
export function piecesByDistance(lines: readonly PredictedLine[], band: number): Stroke[] {
  const from = DISTANCE_BANDS[band] ?? 0;
  const to = DISTANCE_BANDS[band + 1] ?? Number.POSITIVE_INFINITY;
  const pieces: Stroke[] = [];
  for (const { points, off } of lines) {
    let piece: number[] = [];
    const finish = (): void => {
      if (piece.length > 2) pieces.push(Float64Array.from(piece));
      piece = [];
    };
    for (let k = 0; k + 1 < off.length; k++) {
      const distance = off[k] ?? 0;
      if (distance < from || distance >= to) finish();
      else {
        if (piece.length === 0) piece.push(points[2 * k] ?? 0, points[2 * k + 1] ?? 0);
        piece.push(points[2 * k + 2] ?? 0, points[2 * k + 3] ?? 0);
      }
    }
    finish();
  }
  return pieces;
}
