import { expect } from "vitest";
import type { NamedArrays } from "../../../controller/learning/ccrnn/initial-weights.ts";

/** The same names, and every entry within `tolerance` of the largest of its array. */
export function expectNearByName(
  found: NamedArrays,
  expected: NamedArrays,
  tolerance: number,
): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, values] of Object.entries(expected)) {
    const largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(found[name], name).toBeNear(values, { rtol: tolerance, atol: tolerance * largest });
  }
}
