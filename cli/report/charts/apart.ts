/**
 * Keeps labels from lying on each other.
 */

/**
 * Moves places until neighbours are `gap` apart and all lie between `low` and `high`, as little as
 * needed; the order stays. Where there is no room for that, they are spread evenly.
 */
export function pushApart(
  places: readonly number[],
  { gap, low, high }: { gap: number; low: number; high: number },
): number[] {
  const order = places.map((_, i) => i).sort((a, b) => at(places, a) - at(places, b));
  const fitting = Math.min(gap, (high - low) / Math.max(1, places.length - 1));
  const result = [...places];
  let edge = low;
  for (const i of order) {
    result[i] = Math.max(at(result, i), edge);
    edge = at(result, i) + fitting;
  }
  edge = high;
  for (const i of order.toReversed()) {
    result[i] = Math.min(at(result, i), edge);
    edge = at(result, i) - fitting;
  }
  return result;
}

/**
 * A row for each of some texts that begin at `start`, from the top, such that those in a row do not
 * touch.
 */
export function inRows(texts: readonly { readonly start: number; readonly width: number }[]) {
  const ends: number[] = [];
  const rows = new Array<number>(texts.length).fill(0);
  const order = texts.map((_, i) => i).sort((a, b) => start(a) - start(b));
  function start(i: number): number {
    return texts[i]?.start ?? 0;
  }
  for (const i of order) {
    const free = ends.findIndex((end) => end <= start(i));
    const row = free < 0 ? ends.length : free;
    ends[row] = start(i) + (texts[i]?.width ?? 0);
    rows[i] = row;
  }
  return rows;
}

const at = (values: readonly number[], i: number): number => values[i] ?? Number.NaN;
