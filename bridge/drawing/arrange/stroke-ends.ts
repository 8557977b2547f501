/** The ends of strokes by number: 2 i is where stroke i begins, 2 i + 1 where it ends. */
import type { Stroke } from "../../../plant/plotter/stroke.ts";

export const endCount = (strokes: readonly Stroke[]): number => 2 * strokes.length;
export const strokeOf = (end: number): number => end >> 1;
export const otherEnd = (end: number): number => end ^ 1;
export const isStart = (end: number): boolean => (end & 1) === 0;

/** Where an end is [m]. */
export function endAt(strokes: readonly Stroke[], end: number): [number, number] {
  const stroke = strokes[strokeOf(end)];
  if (!stroke) throw new RangeError(`there is no stroke ${strokeOf(end)}`);
  const at = isStart(end) ? 0 : stroke.length - 2;
  return [stroke[at] ?? 0, stroke[at + 1] ?? 0];
}
