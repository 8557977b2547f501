/**
 * Where a test sheet has its dots: three rows of four over the largest rectangle of that shape that an arm reaches, the
 * places beside the dots included from which they are approached.
 */
import type { PenArm } from "./pen-arm.ts";
import { reachOf } from "./reach.ts";

/** How far dots are approached from, along either axis [m]. */
export const APPROACH = 0.01;
/** From those places to the edge of the reach [m]. */
const MARGIN = 0.002;
const COLUMNS = 4;
const ROWS = 3;
/** Width by height. */
const SHAPE = [7, 4] as const;

/** Row by row, beginning near the machine on the left [m]; none where the reach is too small. */
export function sheetPlaces(arm: PenArm): (readonly [number, number])[] {
  const sheet = reachOf(arm).largest(...SHAPE, { border: APPROACH + MARGIN });
  if (!sheet) return [];
  return Array.from({ length: ROWS * COLUMNS }, (_, dot) => [
    sheet.x + (sheet.width * (dot % COLUMNS)) / (COLUMNS - 1),
    sheet.y + (sheet.height * Math.floor(dot / COLUMNS)) / (ROWS - 1),
  ]);
}
