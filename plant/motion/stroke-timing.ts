/**
 * Gives a drawn line its timing: slow in bends, fast on straights, from rest to rest.
 *
 * The line is resampled evenly and smoothed a little (a mouse is jumpy), then
 *
 *   v(s) ≤ √(a_max / κ(s)),  v(s) ≤ v_max,  |dv²/ds| ≤ 2 a_max,  v = 0 at both ends
 *
 * by one pass forward and one back (Bobrow, Dubowsky & Gibson 1985, in its simplest form), and
 * sampled at STROKE_PERIOD. Not for the tick: it allocates.
 */
/** Time between two points of a timed stroke [s]. */
export const STROKE_PERIOD = 0.01;
/** Points that a timed stroke can have: one minute of drawing. */
export const STROKE_SAMPLES_MAX = 6000;

export interface StrokeTiming {
  /** Largest speed of the hand along the line [m/s]. */
  readonly speed: number;
  /** Largest acceleration, along the line and across it [m/s²]. */
  readonly acceleration: number;
}

export const DRAWING_TIMING: StrokeTiming = { speed: 0.25, acceleration: 1.2 };

type Point = readonly [number, number];

/** Distance between two points of the resampled line [m]. */
const SPACING = 0.001;
/** Width of the smoothing, to each side [points]. */
const SMOOTHING = 4;

/** (x, y) pairs every STROKE_PERIOD seconds, or a sentence that says what is wrong with the line. */
export function timeStroke(
  points: readonly Point[],
  { speed, acceleration }: StrokeTiming = DRAWING_TIMING,
): Float64Array | string {
  const longest = speed * STROKE_SAMPLES_MAX * STROKE_PERIOD;
  if (lengthOf(points) > longest) return tooLong(longest);
  const line = smooth(resample(points));
  if (line.length < 4) return `a stroke must be at least ${3000 * SPACING} mm long`;
  const v = speedsAlong(line, speed, acceleration);

  const samples: number[] = [];
  const lasts = (i: number): number => (2 * distance(line[i], line[i + 1])) / (v[i] + v[i + 1]);
  let i = 0;
  let since = 0; // seconds past point i
  while (i < line.length - 1) {
    // Between two points the acceleration is constant.
    const length = distance(line[i], line[i + 1]);
    const bend = (v[i + 1] ** 2 - v[i] ** 2) / (4 * length);
    const part = length > 0 ? (since * (v[i] + bend * since)) / length : 0;
    samples.push(mix(line[i][0], line[i + 1][0], part), mix(line[i][1], line[i + 1][1], part));
    if (samples.length > 2 * STROKE_SAMPLES_MAX - 2) {
      return tooLong(longest);
    }
    since += STROKE_PERIOD;
    while (i < line.length - 1 && since >= lasts(i)) since -= lasts(i++);
  }
  const end = line[line.length - 1];
  samples.push(end[0], end[1]);
  return Float64Array.from(samples);
}

/** Said of a line that is longer than any stroke, or too winding for its length. */
const tooLong = (metres: number): string =>
  `a stroke may take ${STROKE_SAMPLES_MAX * STROKE_PERIOD} s to draw (${metres} m at most, less in bends); this one takes longer`;

const lengthOf = (points: readonly Point[]): number =>
  points.reduce((sum, point, i) => (i === 0 ? 0 : sum + distance(points[i - 1], point)), 0);

const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);
const mix = (a: number, b: number, part: number): number => a + part * (b - a);

/** The line with a point every SPACING, keeping both ends. */
function resample(points: readonly Point[]): Point[] {
  const line: Point[] = points.length > 0 ? [points[0]] : [];
  let carried = 0;
  for (let i = 1; i < points.length; i++) {
    const from = points[i - 1];
    const to = points[i];
    const length = distance(from, to);
    let next = SPACING - carried;
    while (next <= length) {
      line.push([mix(from[0], to[0], next / length), mix(from[1], to[1], next / length)]);
      next += SPACING;
    }
    carried = length - (next - SPACING);
  }
  // The last point stays where it is; one that crowds it makes room.
  if (carried > 0 && line.length > 1) {
    if (carried < SPACING / 4) line.pop();
    line.push(points[points.length - 1]);
  }
  return line;
}

/** A moving average that narrows towards the ends, so that they stay where they are. */
function smooth(line: readonly Point[]): Point[] {
  return line.map((_, i) => {
    const reach = Math.min(SMOOTHING, i, line.length - 1 - i);
    let x = 0;
    let y = 0;
    for (let k = i - reach; k <= i + reach; k++) {
      x += line[k][0];
      y += line[k][1];
    }
    return [x / (2 * reach + 1), y / (2 * reach + 1)] as const;
  });
}

function speedsAlong(line: readonly Point[], speed: number, acceleration: number): Float64Array {
  const v = new Float64Array(line.length);
  for (let i = 1; i < line.length - 1; i++) {
    const inBend = Math.min(speed, Math.sqrt(acceleration / curvature(line, i)));
    v[i] = Math.max((acceleration * STROKE_PERIOD) / 2, inBend); // or a point would take for ever
  }
  for (let i = 1; i < line.length; i++) {
    v[i] = Math.min(
      v[i],
      Math.sqrt(v[i - 1] ** 2 + 2 * acceleration * distance(line[i - 1], line[i])),
    );
  }
  for (let i = line.length - 2; i >= 0; i--) {
    v[i] = Math.min(
      v[i],
      Math.sqrt(v[i + 1] ** 2 + 2 * acceleration * distance(line[i], line[i + 1])),
    );
  }
  return v;
}

/**
 * Curvature at point i [1/m], from the angle θ by which the line turns there over a length L:
 * 2 tan(θ/2) / L, which is right for a circle and grows without bound where the line turns back.
 */
function curvature(line: readonly Point[], i: number): number {
  const reach = Math.min(SMOOTHING, i, line.length - 1 - i);
  const a = line[i - reach];
  const b = line[i];
  const c = line[i + reach];
  const cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
  const dot = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  const turn = Math.atan2(Math.abs(cross), dot);
  const length = (distance(a, b) + distance(b, c)) / 2;
  return Math.min(1e6, (2 * Math.tan(Math.min(turn, 3.14) / 2)) / Math.max(length, 1e-6));
}
