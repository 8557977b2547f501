/**
 * The ink that a machine would leave, as far as a model of it knows: the wish goes in, what becomes of
 * it comes out. The perfect machine is the model that copies the setpoint.
 */
import type { Vec } from "../vec.ts";
import type { Job } from "./job.ts";
import type { Setpoint } from "./setpoints.ts";
import { setpoints } from "./setpoints.ts";
import type { Stroke } from "./stroke.ts";

/**
 * pen [3] ← where the tip is one period after this setpoint was given: x, y [m], and its height. It is called
 * with every setpoint of a job in turn, and may remember.
 */
export type PenModel = (pen: Vec, setpoint: Setpoint) => void;

/** A line of ink that is expected. */
export interface PredictedLine {
  readonly points: Stroke;
  /** How far each of the points is from the line that was wished [m]. */
  readonly off: Float64Array;
}

/** Distances at which pictures change their colour [m]; a pen's line is half a millimetre wide. */
export const DISTANCE_BANDS = [0, 0.25e-3, 0.5e-3, 1e-3] as const;

/** A tip this high, of 1, no longer touches the paper. */
const TOUCH = 0.1;
/** Ink is compared with what is wished so many setpoints before and after: more than any servo lags. */
const WINDOW = 60;

export function predictInk(job: Job, model: PenModel): PredictedLine[] {
  const lines: PredictedLine[] = [];
  const pen = new Float64Array(3);
  let points: number[] = [];
  let wished: number[] = [];
  const finish = (): void => {
    if (points.length === 2) {
      points.push(...points);
      wished.push(...wished);
    }
    if (points.length > 0) {
      lines.push({ points: Float64Array.from(points), off: distances(points, wished) });
    }
    points = [];
    wished = [];
  };
  for (const setpoint of setpoints(job)) {
    model(pen, setpoint);
    if (pen[2] < TOUCH) {
      points.push(pen[0], pen[1]);
      wished.push(setpoint.pen[0], setpoint.pen[1]);
    } else finish();
  }
  finish();
  return lines;
}

/** Root mean square and largest of the distances [m]; zero without ink. */
export function inkFigures(lines: readonly PredictedLine[]): { rms: number; worst: number } {
  let [squares, count, worst] = [0, 0, 0];
  for (const { off } of lines) {
    count += off.length;
    for (const distance of off) {
      squares += distance * distance;
      worst = Math.max(worst, distance);
    }
  }
  return { rms: Math.sqrt(squares / Math.max(1, count)), worst };
}

/** From each point to the nearest of the wished line near it in time. */
function distances(points: readonly number[], wished: readonly number[]): Float64Array {
  const count = points.length / 2;
  return Float64Array.from({ length: count }, (_, k) => {
    let nearest = Number.POSITIVE_INFINITY;
    const last = Math.min(count - 2, k + WINDOW);
    for (let i = Math.max(0, k - WINDOW); i <= last; i++) {
      nearest = Math.min(nearest, squaredDistance(points, 2 * k, wished, 2 * i));
    }
    return Math.sqrt(nearest);
  });
}

/** From the point at `p` to the piece of the line at `i`. */
function squaredDistance(
  points: readonly number[],
  p: number,
  line: readonly number[],
  i: number,
): number {
  const dx = line[i + 2] - line[i];
  const dy = line[i + 3] - line[i + 1];
  const x = points[p] - line[i];
  const y = points[p + 1] - line[i + 1];
  const length = dx * dx + dy * dy;
  const part = length > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / length)) : 0;
  return (x - part * dx) ** 2 + (y - part * dy) ** 2;
}
