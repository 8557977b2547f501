/**
 * A stroke: what the pen draws between two lifts, as a line through x₀ y₀ x₁ y₁ … [m], two points or
 * more. The two points of a dot are the same.
 */
export type Stroke = Float64Array;

/** How long a stroke is [m]. */
export function lengthOf(stroke: Stroke): number {
  let length = 0;
  for (let i = 2; i < stroke.length; i += 2) {
    length += Math.hypot(stroke[i] - stroke[i - 2], stroke[i + 1] - stroke[i - 1]);
  }
  return length;
}

/** The same line, drawn from its other end. */
export function reversed(stroke: Stroke): Stroke {
  const back = new Float64Array(stroke.length);
  for (let i = 0; i < stroke.length; i += 2) {
    back[i] = stroke[stroke.length - i - 2];
    back[i + 1] = stroke[stroke.length - i - 1];
  }
  return back;
}
