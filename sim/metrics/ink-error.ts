/**
 * How far ink is from the drawing that it should be.
 *
 *   geometric      distance of each drop from the nearest point of the wished strokes
 *   time-aligned   distance of each drop from where the pen should have been at that moment
 *   offset-free    geometric, after the mean time-aligned difference has been taken off: what is left if the
 *                  sheet may be shifted
 *
 * Geometric error alone would call a line that is missing perfect, so what the wish has and the ink has not
 * is counted as well.
 */

/** A drop of ink, or what was wished at that moment. */
export interface Drop {
  /** Where the ink is [m]. */
  readonly x: number;
  readonly y: number;
  /** Where it was wished at that moment [m]. */
  readonly wishedX: number;
  readonly wishedY: number;
}

export interface InkError {
  readonly rmsMm: number;
  readonly timeAlignedRmsMm: number;
  readonly maxMm: number;
  readonly offsetFreeRmsMm: number;
  /** Share of the wished line that has no ink within 2 mm. */
  readonly missing: number;
}

/** Farther from all ink than this, a piece of the wish is missing [m]. */
const NEAR = 0.002;

/** Drops that a cell of the paper remembers: where the pen rests there are thousands. */
const PER_CELL = 50;

/** Judges `ink` by `strokes`: polylines x₀ y₀ x₁ y₁ … [m]. Without ink all is NaN and missing. */
export function inkError(ink: readonly Drop[], strokes: readonly Float64Array[]): InkError {
  if (ink.length === 0) {
    const none = Number.NaN;
    return { rmsMm: none, timeAlignedRmsMm: none, maxMm: none, offsetFreeRmsMm: none, missing: 1 };
  }
  let offsetX = 0;
  let offsetY = 0;
  let aligned = 0;
  for (const { x, y, wishedX, wishedY } of ink) {
    offsetX += (x - wishedX) / ink.length;
    offsetY += (y - wishedY) / ink.length;
    aligned += ((x - wishedX) ** 2 + (y - wishedY) ** 2) / ink.length;
  }
  let squares = 0;
  let shifted = 0;
  let worst = 0;
  for (const { x, y } of ink) {
    const squared = squaredDistance(x, y, strokes);
    squares += squared / ink.length;
    worst = Math.max(worst, squared);
    shifted += squaredDistance(x - offsetX, y - offsetY, strokes) / ink.length;
  }
  return {
    rmsMm: 1000 * Math.sqrt(squares),
    timeAlignedRmsMm: 1000 * Math.sqrt(aligned),
    maxMm: 1000 * Math.sqrt(worst),
    offsetFreeRmsMm: 1000 * Math.sqrt(shifted),
    missing: missingShare(ink, strokes),
  };
}

/** Square of the distance from (x, y) to the nearest point of the strokes [m²]. */
function squaredDistance(x: number, y: number, strokes: readonly Float64Array[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const stroke of strokes) {
    for (let i = 0; i + 3 < stroke.length; i += 2) {
      const dx = stroke[i + 2] - stroke[i];
      const dy = stroke[i + 3] - stroke[i + 1];
      const length = dx * dx + dy * dy;
      const along = length > 0 ? ((x - stroke[i]) * dx + (y - stroke[i + 1]) * dy) / length : 0;
      const part = Math.min(1, Math.max(0, along));
      const offX = x - stroke[i] - part * dx;
      const offY = y - stroke[i + 1] - part * dy;
      nearest = Math.min(nearest, offX * offX + offY * offY);
    }
  }
  return nearest;
}

/** Share of points of the strokes, one every half millimetre, that no drop is near. */
function missingShare(ink: readonly Drop[], strokes: readonly Float64Array[]): number {
  const cell = (x: number, y: number): string => `${Math.floor(x / NEAR)} ${Math.floor(y / NEAR)}`;
  const cells = new Map<string, Drop[]>();
  for (const drop of ink) {
    const key = cell(drop.x, drop.y);
    cells.set(key, [...(cells.get(key) ?? []), drop].slice(-PER_CELL));
  }
  const isNear = (x: number, y: number): boolean => {
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const drops = cells.get(cell(x + i * NEAR, y + j * NEAR)) ?? [];
        if (drops.some((drop) => Math.hypot(drop.x - x, drop.y - y) < NEAR)) return true;
      }
    }
    return false;
  };

  let points = 0;
  let missing = 0;
  for (const stroke of strokes) {
    for (let i = 0; i + 3 < stroke.length; i += 2) {
      const length = Math.hypot(stroke[i + 2] - stroke[i], stroke[i + 3] - stroke[i + 1]);
      const pieces = Math.max(1, Math.round(length / 0.0005));
      for (let k = 0; k < pieces; k++) {
        const x = stroke[i] + ((stroke[i + 2] - stroke[i]) * k) / pieces;
        const y = stroke[i + 1] + ((stroke[i + 3] - stroke[i + 1]) * k) / pieces;
        points++;
        if (!isNear(x, y)) missing++;
      }
    }
  }
  return points === 0 ? 0 : missing / points;
}
