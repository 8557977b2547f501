/**
 * Lines in bytes, for GET /plan: what a job will draw, with when, and the ink that is expected of it.
 *
 * Little-endian: for each line u32 n, f32 when it begins and how long it takes [s of the job], n × (f32 x, f32 y) [m].
 */
export interface TimedLine {
  /** x₀ y₀ x₁ y₁ … [m] */
  readonly points: ArrayLike<number>;
  /** [s of the job] */
  readonly begins: number;
  readonly seconds: number;
}

const HEAD = 12;

export function encodeLines(lines: readonly TimedLine[]): Uint8Array {
  const size = lines.reduce((sum, { points }) => sum + HEAD + 4 * points.length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { points, begins, seconds } of lines) {
    view.setUint32(at, points.length / 2, true);
    view.setFloat32(at + 4, begins, true);
    view.setFloat32(at + 8, seconds, true);
    at += HEAD;
    for (let i = 0; i < points.length; i++, at += 4) view.setFloat32(at, points[i] ?? 0, true);
  }
  return bytes;
}

/** The lines in `bytes`. What is cut off at the end is left out. */
export function decodeLines(bytes: ArrayBuffer): TimedLine[] {
  const view = new DataView(bytes);
  const lines: TimedLine[] = [];
  let at = 0;
  while (at + HEAD <= view.byteLength) {
    const numbers = 2 * view.getUint32(at, true);
    const begins = view.getFloat32(at + 4, true);
    const seconds = view.getFloat32(at + 8, true);
    at += HEAD;
    if (at + 4 * numbers > view.byteLength) break;
    const points = new Float32Array(numbers);
    for (let i = 0; i < numbers; i++, at += 4) points[i] = view.getFloat32(at, true);
    lines.push({ points, begins, seconds });
  }
  return lines;
}
