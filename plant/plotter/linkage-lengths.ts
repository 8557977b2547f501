/**
 * The lengths of a linkage in a row, for whatever measures or disturbs them all alike.
 *
 *   brachiograph   l₁, l₂                       inner and outer link
 *   pantograph     a₁, a₂, b₁, b₂, 2 half       proximal and distal links, left and right, and between the servos
 */
import type { Linkage } from "./machines.ts";

/** [m] */
export function lengthsOf({ name, geometry }: Linkage): number[] {
  if (name === "brachiograph") return [geometry.l1, geometry.l2];
  return [...geometry.proximal, ...geometry.distal, 2 * geometry.half];
}

/** `linkage` with other `lengths` [m]. Throws if they are not as many as it has. */
export function withLengths(linkage: Linkage, lengths: readonly number[]): Linkage {
  const { length: count } = lengthsOf(linkage);
  if (lengths.length !== count) {
    throw new RangeError(`expected ${count} lengths of a ${linkage.name}, found ${lengths.length}`);
  }
  if (linkage.name === "brachiograph") {
    const [l1, l2] = lengths;
    return { ...linkage, geometry: { ...linkage.geometry, l1, l2 } };
  }
  const [a1, a2, b1, b2, between] = lengths;
  return {
    ...linkage,
    geometry: { ...linkage.geometry, proximal: [a1, a2], distal: [b1, b2], half: between / 2 },
  };
}
