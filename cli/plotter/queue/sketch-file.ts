/** A sketch: strokes that somebody drew on the page, one after another, kept as they are. */
import { placedStrokes, readPlaced } from "../../drawing/placed-strokes.ts";

/** How it is called. */
export const SKETCH = "a sketch";

/** A sketch with more goes on as another [numbers]. */
const LENGTH_MAX = 40_000;

/** What is in `before` and one more stroke x₀ y₀ x₁ y₁ … [m]; undefined if that would be too much. */
export function withStroke(
  before: Uint8Array | undefined,
  line: Float64Array,
): Uint8Array | undefined {
  const strokes = before ? readPlaced(before, SKETCH) : [];
  const length = strokes.reduce((sum, stroke) => sum + stroke.length, line.length);
  if (before && length > LENGTH_MAX) return undefined;
  return placedStrokes([...strokes, [...line]]);
}
