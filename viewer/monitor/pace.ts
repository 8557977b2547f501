/**
 * How often a picture is worth drawing: when something in it has moved by about a pixel, and never more
 * often than the eye follows numbers. What is not drawn is time for the loop.
 */

/** Without a graphics card the processor that runs the loop draws [ms]. */
const QUICKEST_MS = 50;
const SLOWEST_MS = 1000;

/** Time between two pictures of `span` [s] that is `width` pixels wide [ms]. */
export function paceMs(span: number, width: number): number {
  const pixelMs = (1000 * span) / Math.max(1, width);
  return Math.min(SLOWEST_MS, Math.max(QUICKEST_MS, pixelMs));
}
