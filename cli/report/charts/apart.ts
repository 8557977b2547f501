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
 * A row, counted upwards, for each of some texts that begin at upright lines and go to the right. The
 * lines reach up to the row of their text, so a text lies above all lines that begin below it.
 */
export function rowsAbove(
  texts: readonly { readonly start: number; readonly width: number }[],
): number[] {
  const rows = texts.map(() => 0);
  const order = texts.map((_, i) => i).sort((a, b) => startOf(b) - startOf(a));
  for (const [passed, i] of order.entries()) {
    const end = startOf(i) + (texts[i]?.width ?? 0);
    const below = order.slice(0, passed).filter((other) => startOf(other) < end);
    rows[i] = Math.max(0, ...below.map((other) => at(rows, other) + 1));
  }
  return rows;

  function startOf(i: number): number {
    return texts[i]?.start ?? Number.NaN;
  }
}

const at = (values: readonly number[], i: number): number => values[i] ?? Number.NaN;
