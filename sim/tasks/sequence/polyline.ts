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
