/**
 * Polylines as trajectories: points [points × 2], x then y, flat.
 */

/** `points` equally spaced points of the straight line from `from` to `to`, both included. */
export function straightLine(
  from: readonly [number, number],
  to: readonly [number, number],
  points: number,
): Float64Array {
  const line = new Float64Array(2 * points);
  for (let i = 0; i < points; i++) {
    const s = i / (points - 1);
    line[2 * i] = from[0] + s * (to[0] - from[0]);
    line[2 * i + 1] = from[1] + s * (to[1] - from[1]);
  }
  return line;
}

/**
 * The polyline through `corners` in `points` points that hit every corner, each segment at a speed
 * of its own: segments share the points as evenly as they can, the first ones getting one more.
 *
 *   P segments, q = ⌊points / P⌋, r = points mod P: lengths q, the first r − 1 of them q + 1; where
 *   r = 0 the last has q − 1. A segment gives `length` points, its end excluded; the last corner
 *   follows, so that there are P q + (r − 1) + 1 = points.
 */
export function resampled(
  corners: readonly (readonly [number, number])[],
  points: number,
): Float64Array {
  const segments = corners.length - 1;
  const q = Math.floor(points / segments);
  const r = points % segments;
  if (segments < 1 || points <= segments) {
    throw new RangeError(`${points} points cannot hit ${corners.length} corners`);
  }
  const line = new Float64Array(2 * points);
  let end = 0;
  for (let i = 0; i < segments; i++) {
    const isLast = i === segments - 1;
    const length = r > 0 ? q + (i < r - 1 ? 1 : 0) : q - (isLast ? 1 : 0);
    const segment = straightLine(corners[i], corners[i + 1], length + 1);
    line.set(segment.subarray(0, 2 * length), 2 * end);
    end += length;
  }
  line.set(corners[segments], 2 * end);
  return line;
}

/** Writes a trajectory as the targets of one sample into `values` [steps × batch × 2]. */
export function placeTrajectory(
  values: Float32Array,
  batch: number,
  sample: number,
  trajectory: Float64Array,
): void {
  for (let t = 0; 2 * t < trajectory.length; t++) {
    values[2 * (t * batch + sample)] = trajectory[2 * t];
    values[2 * (t * batch + sample) + 1] = trajectory[2 * t + 1];
  }
}
