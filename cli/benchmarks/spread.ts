/** What repetitions say: the middle one, the middle half, and the quickest. */
export interface Spread {
  readonly median: number;
  readonly quartiles: readonly [number, number];
  readonly best: number;
  readonly count: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const [below = Number.NaN, above = below] = sorted.slice(
      Math.floor(place),
      Math.floor(place) + 2,
    );
    return below + (place - Math.floor(place)) * (above - below);
  };
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)], best: at(0), count: sorted.length };
}
